"""The definitions as a snapshot: no asset, dependency, check, job, schedule or sensor changes unseen."""

import runpy
import warnings
from pathlib import Path

import dagster as dg
import pytest

from pipeline.definitions import defs
from pipeline.defs import automation
from pipeline.defs.groups import GROUPS
from pipeline.settings import SettingsError

# Assets that are files, not tables.
FILES = (["ops", "published"], ["ops", "report"])
SNAPSHOT = Path(__file__).with_name("definitions.txt")


def described() -> str:
    """Assets with group, dependencies and checks, then jobs, schedules and sensors, one a line."""
    loaded = defs()
    lines = []
    blocking = {spec.key: spec.blocking for spec in _check_specs(loaded)}
    graph = loaded.resolve_asset_graph()
    for key in sorted(graph.get_all_asset_keys()):
        node = graph.get(key)
        fresh = " fresh" if node.freshness_policy else ""
        lines.append(f"asset {key.to_user_string()} group={node.group_name}{fresh}")
        lines += [f"  needs {parent.to_user_string()}" for parent in sorted(node.parent_keys)]
        lines += [
            f"  {'check' if blocking[check] else 'warning'} {check.name}"
            for check in sorted(node.check_keys, key=lambda check: check.name)
        ]
    lines += [f"job {job.name}" for job in loaded.jobs or []]
    lines += [
        f"schedule {s.name} {s.cron_schedule} {s.execution_timezone} {s.default_status.value}"
        for s in loaded.schedules or []
        if isinstance(s, dg.ScheduleDefinition)
    ]
    lines += [f"sensor {s.name} {s.default_status.value}" for s in loaded.sensors or []]
    return "\n".join(lines) + "\n"


def test_definitions_are_those_of_the_snapshot() -> None:
    assert described() == SNAPSHOT.read_text(encoding="utf-8"), "if meant: python -m tests.defs.test_definitions"


def test_definitions_load_without_a_warning() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        dg.Definitions.validate_loadable(defs())


def test_every_table_asset_has_documented_columns_and_a_blocking_key_check() -> None:
    loaded = defs()
    for spec in loaded.resolve_all_asset_specs():
        if spec.key.path in FILES:
            continue
        table = spec.metadata["dagster/column_schema"]
        assert table.columns
        assert all(column.description for column in table.columns), spec.key
        assert spec.description, spec.key
        assert spec.group_name in GROUPS
    checks = {(c.asset_key, c.name): c for c in _check_specs(loaded)}
    for key in loaded.resolve_asset_graph().get_all_asset_keys():
        if key.path not in FILES:
            assert checks[key, "key_is_unique"].blocking


@pytest.mark.parametrize(("value", "status"), [("1", "RUNNING"), ("0", "STOPPED"), (None, "STOPPED")])
def test_a_setting_switches_the_daily_refresh_on(
    monkeypatch: pytest.MonkeyPatch, value: str | None, status: str
) -> None:
    monkeypatch.delenv("LUMBUNG_SCHEDULE_ON", raising=False)
    if value is not None:
        monkeypatch.setenv("LUMBUNG_SCHEDULE_ON", value)
    # Run as a module of its own: others hold on to what the first import made.
    found = runpy.run_path(str(Path(automation.__file__)))
    assert found["daily_refresh"].default_status.value == status


@pytest.mark.parametrize("value", ["x", "0 5 * *", "99 5 * * *"])
def test_a_schedule_that_is_none_is_named(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("LUMBUNG_SCHEDULE", value)
    with pytest.raises(SettingsError, match=r"LUMBUNG_SCHEDULE is .*five fields"):
        runpy.run_path(str(Path(automation.__file__)))


def _check_specs(loaded: dg.Definitions) -> list[dg.AssetCheckSpec]:
    return [
        spec for asset in loaded.assets or [] if isinstance(asset, dg.AssetsDefinition) for spec in asset.check_specs
    ]


if __name__ == "__main__":
    SNAPSHOT.write_text(described(), encoding="utf-8")
