//! The part of files that deploying a function needs.

use cdf_client::models::{
    FileDeleteReference, FileReference, FileUploadReference, GeoLocation, Geometry, InstanceId, Label,
    MultipartCompleteRequest, MultipartCompleteRequestId, Point,
};
use cdf_client::operations::files::{
    CompleteMultipartUpload, Delete, InitMultipartUpload, InitUpload, MultipartUploadLink, RetrieveMany, UploadLink,
};
use serde_json::{Map, Value, json};

use super::harness::{Case, case, operations};

operations!(
    init_upload,
    init_multipart_upload,
    upload_link,
    multipart_upload_link,
    retrieve_many,
    delete,
    complete_multipart_upload,
);

/// A file with these keys besides those that every file has.
pub(super) fn file(more: Value) -> Value {
    let mut file = json!({
        "id": 7301,
        "name": "tank-levels.zip",
        "uploaded": false,
        "createdTime": 1_767_225_600_000_i64,
        "lastUpdatedTime": 1_767_225_600_001_i64,
    });
    let Value::Object(more) = more else {
        panic!("an object: {more}")
    };
    file.as_object_mut().expect("an object").extend(more);
    file
}

fn place() -> GeoLocation {
    let about = Map::from_iter([("site".to_owned(), json!("north"))]);
    GeoLocation::new(Geometry::Point(Point::new([10.75, 59.5]))).properties(about)
}

pub(super) fn place_json() -> Value {
    json!({
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [10.75, 59.5]},
        "properties": {"site": "north"},
    })
}

fn init_upload() -> Case<InitUpload> {
    case(|c| {
        c.files()
            .init_upload("tank-levels.zip")
            .origin("https://app.example.com")
            .overwrite(true)
            .external_id("code-tank-levels")
            .directory("/functions")
            .source("ci")
            .mime_type("application/zip")
            .metadata([("commit", "4f1c2d9")])
            .asset_ids([1, 2])
            .data_set_id(2040)
            .source_created_time(10)
            .source_modified_time(11)
            .security_categories([3])
            .labels([Label::new("code")])
            .geo_location(place())
    })
    .sends("POST /files?overwrite=true")
    .header("origin", "https://app.example.com")
    .body(json!({
        "name": "tank-levels.zip",
        "externalId": "code-tank-levels",
        "directory": "/functions",
        "source": "ci",
        "mimeType": "application/zip",
        "metadata": {"commit": "4f1c2d9"},
        "assetIds": [1, 2],
        "dataSetId": 2040,
        "sourceCreatedTime": 10,
        "sourceModifiedTime": 11,
        "securityCategories": [3],
        "labels": [{"externalId": "code"}],
        "geoLocation": place_json(),
    }))
    .answers(
        201,
        file(json!({"uploadUrl": "https://upload.example.com/7301?signature=s", "geoLocation": place_json()})),
        |file| {
            assert_eq!(file.upload_url.expose(), "https://upload.example.com/7301?signature=s");
            assert_eq!(file.geo_location, Some(place()));
            assert!(!file.uploaded);
        },
    )
    .error(400)
}

fn init_multipart_upload() -> Case<InitMultipartUpload> {
    case(|c| {
        c.files()
            .init_multipart_upload(2, "weights.bin")
            .overwrite(false)
            .mime_type("application/octet-stream")
    })
    .sends("POST /files/initmultipartupload?parts=2&overwrite=false")
    .body(json!({"name": "weights.bin", "mimeType": "application/octet-stream"}))
    .answers(201, file(parts()), |file| {
        assert_eq!(file.upload_id, "u-1");
        let urls: Vec<&str> = file.upload_urls.iter().map(|url| url.expose()).collect();
        assert_eq!(urls, ["https://upload.example.com/1", "https://upload.example.com/2"]);
    })
    .error(400)
}

fn parts() -> Value {
    json!({"uploadId": "u-1", "uploadUrls": ["https://upload.example.com/1", "https://upload.example.com/2"]})
}

fn upload_link() -> Case<UploadLink> {
    case(|c| {
        let file = FileUploadReference::InstanceId(InstanceId::new("function-code", "tank_levels"));
        c.files().upload_link([file]).origin("https://app.example.com")
    })
    .sends("POST /files/uploadlink")
    .header("origin", "https://app.example.com")
    .body(json!({"items": [{"instanceId": {"space": "function-code", "externalId": "tank_levels"}}]}))
    .answers(
        201,
        json!({"items": [file(json!({"uploadUrl": "/relative"}))]}),
        |list| {
            assert_eq!(list.items[0].upload_url.expose(), "/relative");
            assert_eq!(list.items[0].last_updated_time, 1_767_225_600_001);
        },
    )
    .error(400)
}

fn multipart_upload_link() -> Case<MultipartUploadLink> {
    case(|c| {
        c.files()
            .multipart_upload_link(250, [FileUploadReference::ExternalId("weights".into())])
    })
    .sends("POST /files/multiuploadlink?parts=250")
    .body(json!({"items": [{"externalId": "weights"}]}))
    .answers(201, json!({"items": [file(parts())]}), |list| {
        assert_eq!(list.items[0].upload_urls.len(), 2)
    })
    .error(400)
}

fn retrieve_many() -> Case<RetrieveMany> {
    case(|c| {
        let ids = [
            FileReference::Id(7301),
            FileReference::ExternalId("code".into()),
            FileReference::InstanceId(InstanceId::new("function-code", "tank_levels")),
        ];
        c.files().retrieve_many(ids).ignore_unknown_ids(true)
    })
    .sends("POST /files/byids")
    .body(json!({
        "items": [
            {"id": 7301},
            {"externalId": "code"},
            {"instanceId": {"space": "function-code", "externalId": "tank_levels"}},
        ],
        "ignoreUnknownIds": true,
    }))
    .answers(
        200,
        json!({"items": [file(json!({"uploadedTime": 5, "instanceId": {"space": "s", "externalId": "x"}}))]}),
        |list| {
            assert_eq!(list.items[0].uploaded_time, Some(5));
            assert_eq!(list.items[0].instance_id, Some(InstanceId::new("s", "x")));
        },
    )
    .error(400)
}

fn delete() -> Case<Delete> {
    case(|c| {
        let ids = [
            FileDeleteReference::Id(7301),
            FileDeleteReference::ExternalId("code".into()),
        ];
        c.files().delete(ids).ignore_unknown_ids(true)
    })
    .sends("POST /files/delete")
    .body(json!({"items": [{"id": 7301}, {"externalId": "code"}], "ignoreUnknownIds": true}))
    .answers(200, json!({}), |()| ())
    .error(400)
}

fn complete_multipart_upload() -> Case<CompleteMultipartUpload> {
    case(|c| {
        let upload = MultipartCompleteRequest::Id(MultipartCompleteRequestId::new("u-1", 7302));
        c.files().complete_multipart_upload(upload)
    })
    .sends("POST /files/completemultipartupload")
    .body(json!({"id": 7302, "uploadId": "u-1"}))
    .answers(200, json!({}), |()| ())
    .error(400)
}
