//! The extensions of operations and their parameters.

use super::extension::Extension;
use super::extension::Holder::{Callback, Component, Operation, Parameter, Schema, Webhook};
use super::form::ValueForm::{Boolean, Either, No, Object, Setting, Statuses, Text, Texts, Values, Whole, Word, Yes};
use super::form::{Key, ValueForm, key, needed};

const CLASS: ValueForm = Word(&["read", "idempotent", "keyed", "create"]);

const RETRY: &[Key] = &[
    key(
        "class",
        CLASS,
        "what a repetition does; what follows from the method if not given",
    ),
    key(
        "statuses",
        Statuses,
        "statuses besides the usual ones after which it may be sent again",
    ),
];

const PAGING: &[Key] = &[
    key(
        "cursor",
        Text,
        "the parameter or member of the request that takes the cursor; `cursor` if nothing else turns the pages",
    ),
    key(
        "next-url",
        Text,
        "the field of the response with the URL of the next page",
    ),
    key("link-header", Yes, "the `Link` header has the URL of the next page"),
    key("page", Text, "the query parameter that counts pages"),
    key("offset", Text, "the query parameter that counts items"),
    key(
        "items",
        Text,
        "the list in the response; the response itself or its only list if not given",
    ),
    key(
        "next",
        Text,
        "beside `cursor`: the field of the response with the next one, `nextCursor` if not given",
    ),
    key("more", Text, "the boolean of the response that says that there is more"),
    key(
        "last",
        Text,
        "the boolean of the response that says that there is no more",
    ),
    key(
        "first",
        Either(&[Text, Whole(0)]),
        "beside `page` or `offset` the number where it begins, 1 and 0 if not given; beside `cursor` what only the first request has",
    ),
    key(
        "empty-cursors",
        Boolean,
        "beside `cursor`: whether an empty cursor is a cursor; it ends the list if not given",
    ),
    key("total", Text, "the number of all items in the response"),
    key("pages", Text, "beside `page`: the number of pages in the response"),
];

const DUPLICATES: &[Key] = &[
    needed("at", Text, "the list, as a JSON pointer"),
    needed("member", Text, "the member of its elements that is the text of a key"),
    needed("separator", Text, "what stands between the parts of a key in it"),
];

const BULK: &[Key] = &[
    key("items", Text, "the required list of the body, `items` if not given"),
    key(
        "max-items",
        Whole(1),
        "the most items of a request; the `maxItems` of the list if not given",
    ),
    key("max-bytes", Whole(1), "the most bytes of a body"),
    needed(
        "key",
        Text,
        "the pointer to the schema whose fields say which item is which",
    ),
    key(
        "results",
        Text,
        "where an error tells about each item, as a JSON pointer",
    ),
    key(
        "duplicates",
        Object(DUPLICATES),
        "where an error lists what was twice in the request",
    ),
];

const FEED: &[Key] = &[
    key(
        "partitions",
        Text,
        "the list of partitions in the body, if there are several",
    ),
    key(
        "count",
        Text,
        "beside `partitions`: their number in the response of `ask`, `$response.body#/…`",
    ),
    key(
        "ask",
        Text,
        "beside `count`: the `operationId` of the operation that knows their number",
    ),
    key(
        "with",
        Values,
        "beside `count`: what that operation requires, from `$request.path.…` and `$request.body#/…`",
    ),
    key("index", Text, "the number of a partition, `index` if not given"),
    key(
        "cursor",
        Text,
        "the field for the cursor in the body or in a partition, `cursor` if not given",
    ),
    key("start", Text, "the field of the body that says where to start"),
    key(
        "positions",
        Text,
        "the list of partitions in the response, `partitions` if not given",
    ),
    key(
        "next",
        Text,
        "the next cursor in the response or in its partitions, `nextCursor` if not given",
    ),
    key("items", Text, "the changes in the response, `items` if not given"),
    key(
        "more",
        Text,
        "the boolean that says that there is more, `hasNext` if not given",
    ),
    key("beginning", Text, "the word for the beginning, as `start` takes it"),
    key("now", Text, "the word for now, `now` if not given"),
    key(
        "limit",
        Setting,
        "the member of the body for the size of a response, with its value if the caller has none",
    ),
    key(
        "hold",
        Setting,
        "the member of the body for how many seconds the service waits for changes, with its value",
    ),
    key(
        "expired",
        Statuses,
        "the statuses by which a cursor is refused, 400 and 410 if not given",
    ),
    key(
        "loose",
        Texts,
        "members of the body that do not change what is followed",
    ),
];

const POLL: &[Key] = &[
    needed(
        "ask",
        Text,
        "the `operationId` of the operation that tells how it stands; it has no body",
    ),
    key(
        "with",
        Values,
        "the parameters that it requires, from `$request.path.…` and `$response.body#/…`",
    ),
    key(
        "status",
        Text,
        "the text of its response that tells how it stands, `status` if not given",
    ),
    key("running", Texts, "the words for going on"),
    key("failed", Texts, "the words for a bad end"),
];

const SIZE: &[Key] = &[
    needed("bytes", Whole(1), "the most bytes of a request"),
    key(
        "overhead",
        Whole(0),
        "bytes that each request has besides what its body says, 0 if not given",
    ),
];

pub(super) const EXTENSIONS: [Extension; 12] = [
    Extension {
        name: "x-client-name",
        on: &[Operation, Webhook, Schema, Component],
        form: Text,
        about: "The name of a method, a type, or of the types that are made of a component. `[rename]` of client.toml says the same.",
        example: "- target: $.paths['/pets'].get\n  update: {x-client-name: all}\n",
    },
    Extension {
        name: "x-client-skip",
        on: &[Operation, Webhook, Callback, Schema],
        form: Boolean,
        about: "Leaves an operation or a schema out of the client. `[select]` of client.toml does it for many.",
        example: "- target: $.paths['/internal'].get\n  update: {x-client-skip: true}\n",
    },
    Extension {
        name: "x-client-group",
        on: &[Operation],
        form: Text,
        about: "The group of a method, in place of its first tag.",
        example: "- target: $.paths['/pets'].get\n  update: {x-client-group: animals}\n",
    },
    Extension {
        name: "x-client-error",
        on: &[Operation],
        form: Text,
        about: "The name of the error type of an operation. Operations with the same one share the type if it fits all.",
        example: "- target: $.paths['/pets'].post\n  update: {x-client-error: PetError}\n",
    },
    Extension {
        name: "x-client-retry",
        on: &[Operation],
        form: Either(&[CLASS, No, Object(RETRY)]),
        about: "What a repetition of the same request does: `read` changes nothing, `idempotent` leads to the same state, `keyed` is recognised \
                by the keys of its items, `create` makes something again. It decides which failed calls are sent again.",
        example: "- target: $.paths['/search'].post\n  update: {x-client-retry: read}\n",
    },
    Extension {
        name: "x-client-paging",
        on: &[Operation],
        form: Either(&[No, Object(PAGING)]),
        about: "How to get the next page of a list, where it is not inferred: one of `cursor`, `next-url`, `link-header`, `page` and `offset`. \
                Names may lead into objects, `meta.next`. `false` turns paging off. `[paging]` of client.toml says the same for many lists.",
        example: "- target: $.paths['/pets'].get\n  update: {x-client-paging: {page: p, items: pets, total: meta.count}}\n",
    },
    Extension {
        name: "x-client-bulk",
        on: &[Operation],
        form: Either(&[No, Object(BULK)]),
        about: "How to send any number of items through an operation that takes a few: in requests of the right size, with a report of \
                what became of each item.",
        example: "- target: $.paths['/pets'].post\n  update: {x-client-bulk: {key: '#/components/schemas/PetKey', max-items: 1000}}\n",
    },
    Extension {
        name: "x-client-feed",
        on: &[Operation],
        form: Either(&[No, Object(FEED)]),
        about: "How to follow changes: with a cursor that each response brings, or with one for each partition.",
        example: "- target: $.paths['/pets/changes'].post\n  update: {x-client-feed: {start: from, beginning: first, limit: {limit: 1000}}}\n",
    },
    Extension {
        name: "x-client-poll",
        on: &[Operation],
        form: Either(&[No, Object(POLL)]),
        about: "How to wait for the end of what an operation starts, by asking another one.",
        example: "- target: $.paths['/jobs'].post\n  update: {x-client-poll: {ask: getJob, with: {id: $response.body#/id}, running: [busy], failed: [broken]}}\n",
    },
    Extension {
        name: "x-client-max-request",
        on: &[Operation],
        form: Either(&[No, Object(SIZE)]),
        about: "The most that the service takes in a request with a JSON body. A larger one is refused before it is sent.",
        example: "- target: $.paths['/pets'].post\n  update: {x-client-max-request: {bytes: 1000000}}\n",
    },
    Extension {
        name: "x-client-timeout",
        on: &[Operation],
        form: Whole(1),
        about: "How many seconds an attempt may take, unless the client or the call says otherwise.",
        example: "- target: $.paths['/search'].post\n  update: {x-client-timeout: 120}\n",
    },
    Extension {
        name: "x-client-segment",
        on: &[Parameter],
        form: Word(&["plain"]),
        about: "A parameter of the path whose value has no slash, because the service decodes the path before it takes it apart.",
        example: "- target: $.paths['/files/{name}'].get.parameters[0]\n  update: {x-client-segment: plain}\n",
    },
];
