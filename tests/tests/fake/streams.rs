use cdf_client::fake::Fake;
use cdf_client::models::{StreamTemplate, StreamWrite, StreamWriteSettings};

#[tokio::test(start_paused = true)]
async fn a_stream_is_made_once_and_can_be_deleted_softly() {
    let fake = Fake::new();
    let cdf = fake.client();
    let settings = StreamWriteSettings::new(StreamTemplate::new("BasicLiveData"));
    let wanted = StreamWrite::new("events", settings);
    let made = cdf.streams().create([wanted.clone()]).await.unwrap();
    assert_eq!(made.items[0].external_id, "events");
    let again = cdf.streams().create([wanted.clone()]).await.unwrap_err();
    assert!(again.is_conflict());
}
