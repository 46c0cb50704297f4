"""What a user of the official Python SDK does with records, functions and subscriptions, against fake-cdf.

Each step asserts its result. The only argument is the URL of fake-cdf.
"""

import math
import sys
import tempfile
import time
import warnings
from itertools import islice
from pathlib import Path

from cognite.client import ClientConfig, CogniteClient
from cognite.client.credentials import OAuthClientCredentials, Token
from cognite.client.data_classes import (
    ClientCredentials,
    DataPointSubscriptionUpdate,
    DataPointSubscriptionWrite,
    filters,
)
from cognite.client.data_classes.data_modeling.records import (
    RecordContainerId,
    RecordId,
    RecordSource,
    RecordWrite,
    TimeRange,
)
from cognite.client.data_classes.data_modeling.streams import StreamWrite
from cognite.client.exceptions import CogniteAPIError, CogniteNotFoundError

# The SDK calls its own support of records and streams unfinished.
warnings.filterwarnings("ignore", category=FutureWarning)
URL = sys.argv[1]
EVENT = RecordContainerId("plant", "Event")


def client(credentials):
    return CogniteClient(ClientConfig("peer", "fake", credentials, base_url=URL))


def record(number, **more):
    source = RecordSource(EVENT, {"n": number, **more})
    return RecordWrite("plant", f"event-{number}", [source])


def stream(cdf, name, template):
    settings = {"template": {"name": template}}
    made = cdf.data_modeling.streams.create(StreamWrite.load({"externalId": name, "settings": settings}))
    assert made.external_id == name
    return name


def login(cdf):
    """A token, and client credentials."""
    assert list(cdf.data_modeling.streams.list()) == []
    other = client(OAuthClientCredentials(f"{URL}/oauth2/token", "fake-client", "fake-secret", scopes=["x"]))
    assert list(other.data_modeling.streams.list()) == []
    try:
        client(Token("wrong")).data_modeling.streams.list()
    except CogniteAPIError as error:
        assert error.code == 401, error
    except Exception as error:
        assert "401" in str(error) or "access" in str(error), error
    else:
        raise AssertionError("a wrong token gets in")


def records_mutable(cdf):
    """Ingest, upsert, delete, filter."""
    records = cdf.data_modeling.records
    name = stream(cdf, "live", "BasicLiveData")
    records.ingest([record(number) for number in range(2500)], stream_id=name)
    try:
        records.ingest([record(0), record(2500)], stream_id=name)
    except CogniteAPIError as error:
        assert error.code == 409, error
    else:
        raise AssertionError("an existing record is taken")
    records.upsert([record(1, kind="changed"), record(2501)], stream_id=name)
    records.delete([RecordId("plant", "event-2"), RecordId("plant", "unknown")], stream_id=name)

    is_changed = filters.Equals(["plant", "Event", "kind"], "changed")
    found = records.filter(name, filter=is_changed)
    assert [one.external_id for one in found] == ["event-1"], found
    assert found[0].dump()["properties"]["plant"]["Event"]["n"] == 1, found[0].dump()
    some = filters.In(["externalId"], ["event-1", "event-2", "event-3"])
    assert {one.external_id for one in records.filter(name, filter=some)} == {"event-1", "event-3"}
    assert cdf.data_modeling.streams.retrieve(name, include_statistics=True) is not None
    return name


def records_sync(cdf, name):
    """The feed: pages, statuses, going on from a cursor."""
    records = cdf.data_modeling.records
    pages = list(records.sync(name, initialize_cursor="1d-ago"))
    statuses = {one.external_id: one.status for page in pages for one in page}
    assert len(pages) == 3 and len(statuses) == 2502, (len(pages), len(statuses))
    assert statuses["event-0"] == "created" and statuses["event-1"] == "updated" and statuses["event-2"] == "deleted"
    cursor = pages[-1].cursor
    assert not any(len(page) for page in records.sync(name, cursor=cursor))
    records.upsert(record(7, kind="late"), stream_id=name)
    late = [one for page in records.sync(name, cursor=cursor) for one in page]
    assert [one.external_id for one in late] == ["event-7"], late


def records_immutable(cdf):
    """The same data again is dropped; filters need a window."""
    records = cdf.data_modeling.records
    name = stream(cdf, "archive", "ImmutableTestStream")
    for _ in range(2):
        records.ingest([record(number) for number in range(10)], stream_id=name)
    window = TimeRange(gt=int(time.time() * 1000) - 3_600_000)
    assert len(records.filter(name, last_updated_time=window, limit=100)) == 10
    for refused in (lambda: records.filter(name), lambda: records.upsert(record(1), stream_id=name)):
        try:
            refused()
        except CogniteAPIError as error:
            assert error.code in (400, 422), error
        else:
            raise AssertionError("an immutable stream takes anything")
    cdf.data_modeling.streams.delete(name)
    assert cdf.data_modeling.streams.retrieve(name) is None


def deploy(cdf, name):
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "handler.py").write_text("def handle(data):\n    return data\n")
        function = cdf.functions.create(name, folder=folder, external_id=f"{name}-1", secrets={"key": "hidden"})
    while function.status not in ("Ready", "Failed"):
        time.sleep(0.1)
        function.update()
    assert function.status == "Ready", function
    assert function.secrets == {"key": "***"}, function.secrets
    return function


def functions(cdf):
    """Create from a folder, call, response, logs."""
    echo = deploy(cdf, "echo")
    call = cdf.functions.call(id=echo.id, data={"pump": 7})
    assert call.status == "Completed", call
    assert call.get_response() == {"pump": 7}
    lines = [entry.message for entry in call.get_logs()]
    assert lines == [f"call {call.id}", "done"], lines
    by_name = cdf.functions.call(external_id="echo-1", data={"pump": 8})
    assert by_name.get_response() == {"pump": 8}
    calls = cdf.functions.calls.list(function_id=echo.id)
    assert [one.id for one in calls] == [by_name.id, call.id], calls

    fail = deploy(cdf, "fail")
    failed = fail.call()
    assert failed.status == "Failed" and failed.error["message"] == "failed as it was told to", failed
    assert len(cdf.functions.calls.list(function_id=fail.id, status="Failed")) == 1
    assert {one.name for one in cdf.functions.list()} == {"echo", "fail"}
    assert cdf.functions.retrieve(external_id="none") is None
    assert cdf.functions.limits().timeout_minutes == 9
    assert cdf.functions.status().status == "activated"
    return echo


def schedules(cdf, echo):
    """Create with the client's own credentials and with others, list, input data, delete."""
    schedules = cdf.functions.schedules
    own = schedules.create("own", "0 6 * * *", function_id=echo.id, data={"pump": 1})
    other = schedules.create(
        "other", "0 7 * * *", function_id=echo.id, client_credentials=ClientCredentials("someone", "hidden")
    )
    assert {one.id for one in schedules.list(function_id=echo.id)} == {own.id, other.id}
    assert [one.name for one in schedules.list(name="own")] == ["own"]
    assert schedules.get_input_data(own.id) == {"pump": 1}
    assert schedules.retrieve(own.id).cron_expression == "0 6 * * *"
    schedules.delete(other.id)
    assert [one.id for one in schedules.list()] == [own.id]
    cdf.functions.delete(id=echo.id)
    try:
        cdf.functions.call(id=echo.id, wait=False)
    except CogniteNotFoundError as error:
        assert error.not_found == [{"id": echo.id}], error.not_found
    else:
        raise AssertionError("a deleted function can be called")


def post(cdf, path, items):
    answer = cdf.post(f"/api/v1/projects/fake{path}", {"items": items})
    assert answer.status_code < 300, answer


def points(cdf, series, *values):
    datapoints = [{"timestamp": timestamp, "value": value} for timestamp, value in values]
    post(cdf, "/timeseries/data", [{"externalId": series, "datapoints": datapoints}])


def subscriptions(cdf):
    """Create, update, members, iterate, go on from a cursor."""
    api = cdf.time_series.subscriptions
    post(cdf, "/timeseries", [{"externalId": "a"}, {"externalId": "b"}, {"externalId": "text", "isString": True}])
    made = api.create(DataPointSubscriptionWrite("pumps", 1, time_series_ids=["a", "text"], name="Pumps"))
    assert made.partition_count == 1 and made.time_series_count == 2, made
    update = DataPointSubscriptionUpdate("pumps").name.set("All pumps").time_series_ids.add(["b"])
    assert api.update(update).time_series_count == 3
    assert api.retrieve("pumps").name == "All pumps" and api.retrieve("none") is None
    assert {one.external_id for one in api.list_member_time_series("pumps")} == {"a", "b", "text"}

    points(cdf, "a", (1000, 1.5), (2000, 2.5))
    points(cdf, "text", (1000, "on"))
    points(cdf, "b", (1000, "NaN"))
    post(cdf, "/timeseries/data/delete", [{"externalId": "a", "inclusiveBegin": 1000, "exclusiveEnd": 1001}])
    batch = next(iter(api.iterate_data("pumps", poll_timeout=0)))
    assert len(batch.subscription_changes.added) == 3 and not batch.has_next, batch
    found = {}
    for one in batch.updates:
        found.setdefault(one.time_series.external_id, []).extend(one.upserts.value or [])
    assert found["a"] == [1.5, 2.5] and found["text"] == ["on"], found
    assert len(found["b"]) == 1 and math.isnan(float(found["b"][0])), found
    deleted = [(delete.inclusive_begin, delete.exclusive_end) for one in batch.updates for delete in one.deletes]
    assert deleted == [(1000, 1001)], deleted

    points(cdf, "a", (3000, 3.5))
    for later in islice(api.iterate_data("pumps", cursor=batch.cursor, poll_timeout=1), 1):
        assert [one.upserts.value for one in later.updates] == [[3.5]], later
    api.update(DataPointSubscriptionUpdate("pumps").time_series_ids.remove(["b"]))
    for last in islice(api.iterate_data("pumps", cursor=later.cursor, poll_timeout=1), 1):
        assert [one.external_id for one in last.subscription_changes.removed] == ["b"], last

    is_text = filters.Equals("isString", True)
    api.create(DataPointSubscriptionWrite("texts", 2, filter=is_text))
    assert [one.external_id for one in api.list_member_time_series("texts")] == ["text"]
    assert {one.external_id for one in api.list()} == {"pumps", "texts"}
    api.delete(["pumps", "texts"])
    assert list(api.list()) == []


def main():
    cdf = client(Token("fake-token"))
    step(login, cdf)
    name = step(records_mutable, cdf)
    step(records_sync, cdf, name)
    step(records_immutable, cdf)
    echo = step(functions, cdf)
    step(schedules, cdf, echo)
    step(subscriptions, cdf)


def step(run, *arguments):
    start = time.monotonic()
    result = run(*arguments)
    print(f"{run.__name__}: ok, {time.monotonic() - start:.1f} s", flush=True)
    return result


main()
