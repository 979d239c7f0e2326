"""The command `lumbung`: refresh, the Dagster UI, SQL on the published file, report, exports, sources, corrections.

Only words and exit codes live here; what a refresh does is defined by the assets.
"""

import argparse
import logging
import os
import re
import shutil
import sys
import webbrowser
from collections.abc import Sequence
from pathlib import Path

from pipeline import corrections_verb, settings
from pipeline.corrections import files as correction_files
from pipeline.corrections.kinds import CorrectionsError
from pipeline.facts.topics import taxonomy
from pipeline.lexicons import LexiconError
from pipeline.settings import Settings, SettingsError
from pipeline.sources.config import Source, SourcesError, load_fetch_settings, load_sources
from pipeline.sources.folder import counted_files, list_files
from warehouse.publish import LIMITS, Limits

TEMPLATE = Path(__file__).parents[1] / "warehouse" / "dagster.yaml"
FAILED, MISUSED, STOPPED = 1, 2, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns its exit code: 0 done, 1 it failed, 2 a mistake in configuration or use, 130 Ctrl-C."""
    options = _parser().parse_args(arguments)
    for name, variable in (("home", "LUMBUNG_HOME"), ("sources", "LUMBUNG_SOURCES")):
        if value := getattr(options, name, None):
            os.environ[variable] = str(Path(value).expanduser().resolve())
    try:
        return int(options.run(options, settings.load()))
    except (SettingsError, SourcesError, CorrectionsError, LexiconError, FileNotFoundError) as error:
        print(f"lumbung: {error}", file=sys.stderr)
        return MISUSED
    except KeyboardInterrupt:
        kept = " Readers keep the last good version; the next refresh goes on with what was fetched."
        print(f"\nlumbung: stopped.{kept if options.run is _refresh else ''}", file=sys.stderr)
        return STOPPED
    except BrokenPipeError:
        return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="lumbung", description="News you can query.")
    parser.set_defaults(run=_help)
    verbs = parser.add_subparsers(title="verbs", metavar="")
    home = argparse.ArgumentParser(add_help=False)
    home.add_argument("--home", help="folder for everything that is written (default: LUMBUNG_HOME or data)")
    with_sources = argparse.ArgumentParser(add_help=False)
    with_sources.add_argument("--sources", help="sources file (default: LUMBUNG_SOURCES or sources.toml)")

    verb = verbs.add_parser("refresh", parents=[home, with_sources], help="read what is new, extract, check, publish")
    verb.add_argument(
        "--source", action="append", default=[], metavar="ID", help="look only at this source; repeatable"
    )
    verb.add_argument(
        "--since", default="", metavar="DAY", help="first day of publication to fetch, such as 2026-01-01"
    )
    verb.add_argument("--until", default="", metavar="DAY", help="last day of publication to fetch")
    verb.add_argument("--max-pages", type=int, metavar="N", help="most pages to ask for, by source")
    verb.add_argument("--ignore-recheck", action="store_true", help="ask again for listed pages that are not due")
    verb.set_defaults(run=_refresh)
    verb = verbs.add_parser("ui", parents=[home, with_sources], help="open the Dagster UI")
    verb.add_argument("--port", type=int, default=3000)
    verb.set_defaults(run=_ui)
    verb = verbs.add_parser("sql", parents=[home], help="ask the published file; without a query, a prompt")
    verb.add_argument("query", nargs="?")
    verb.add_argument("--memory", type=_size, default=LIMITS.memory, help="most memory (default: %(default)s)")
    verb.add_argument(
        "--seconds", type=_seconds, default=LIMITS.seconds, help="most time for a query, 0: any (default: %(default)s)"
    )
    verb.set_defaults(run=_sql)
    verb = verbs.add_parser("report", parents=[home], help="open the report of the published file in the browser")
    verb.add_argument(
        "--no-open", action="store_true", help="only make it, when it is not current, and say where it lies"
    )
    verb.set_defaults(run=_report)
    verb = verbs.add_parser("export", parents=[home], help="write tables as CSV or Parquet, and the actor network")
    verb.add_argument(
        "tables", nargs="*", metavar="TABLE", help="such as marts.actors, a schema, or network (default: marts network)"
    )
    verb.add_argument("--format", choices=["csv", "parquet"], default="csv")
    verb.add_argument("--to", metavar="FOLDER", help="folder to write (default: export in the home folder)")
    verb.set_defaults(run=_export)
    verb = verbs.add_parser(
        "sources", parents=[home, with_sources], help="list the sources, or try them: sources check"
    )
    verb.add_argument("action", nargs="?", choices=["check"], help="check: try each, web sources over the network")
    verb.set_defaults(run=_sources)
    verb = verbs.add_parser(
        "corrections", parents=[home, with_sources], help="list your corrections, try them (check), or begin (init)"
    )
    verb.add_argument(
        "action",
        nargs="?",
        choices=["check", "init"],
        help="check: what each would change; init: write files to fill in",
    )
    verb.set_defaults(run=corrections_verb.run)
    return parser


def _size(text: str) -> str:
    if not re.fullmatch(r"[0-9]{1,6}(\.[0-9]+)? ?[KMGT]i?B", text, re.IGNORECASE):
        raise argparse.ArgumentTypeError(f"{text!r} is no size such as 4GB")
    return text


def _seconds(text: str) -> float:
    if not re.fullmatch(r"[0-9]{1,9}(\.[0-9]+)?", text):
        raise argparse.ArgumentTypeError(f"{text!r} is no number of seconds")
    return float(text)


def _help(options: argparse.Namespace, found: Settings) -> int:
    _parser().print_help()
    return 0


def prepare_dagster(found: Settings) -> None:
    """Give Dagster its folder and settings inside the data folder, and switch its telemetry off."""
    found.dagster_home.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(TEMPLATE, found.dagster_home / "dagster.yaml")
    os.environ["DAGSTER_HOME"] = str(found.dagster_home)
    os.environ["DAGSTER_DISABLE_TELEMETRY"] = "1"


def _refresh(options: argparse.Namespace, found: Settings) -> int:
    sources = load_sources(found.sources)
    correction_files.read(found.corrections)
    taxonomy()
    prepare_dagster(found)
    log = logging.getLogger("lumbung")
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(message)s"))
    log.handlers = [handler]
    log.setLevel(logging.INFO)
    log.propagate = False
    # Dagster costs two seconds to import: the other verbs do without.
    from pipeline import reports, runner
    from pipeline.defs.fetching import FetchConfig

    # In the Launchpad 0 stands for "as the source says"; who writes it here means something else.
    if options.max_pages is not None and options.max_pages < 1:
        raise SourcesError(f"max_pages is {options.max_pages}. Give a number of 1 or more.")
    config = FetchConfig(
        sources=options.source,
        since=options.since,
        until=options.until,
        ignore_recheck=options.ignore_recheck,
        max_pages=options.max_pages or 0,
    )
    config.options(sources)
    log.info("Refreshing %s", found.home)
    outcome = runner.refresh(config)
    for sentence in (*outcome.failures, *outcome.warnings):
        print(f"lumbung: {sentence}", file=sys.stderr)
    if outcome.failures:
        if outcome.is_published:
            print("The file is published; only its report was not made.", file=sys.stderr)
        else:
            print("Nothing was published; readers keep the last good version.", file=sys.stderr)
        return FAILED
    reports.print_summary(found)
    return 0


def _ui(options: argparse.Namespace, found: Settings) -> int:
    load_sources(found.sources)
    prepare_dagster(found)
    from pipeline import runner

    runner.free_queue(found.lock)
    target = ["-w", "workspace.yaml"] if Path("workspace.yaml").is_file() else ["-m", "pipeline.definitions"]
    # The command that Dagster advertises instead belongs to a package that we do without.
    ignored = "ignore:Function `dev_command` is superseded"
    os.environ["PYTHONWARNINGS"] = ",".join(filter(None, [os.environ.get("PYTHONWARNINGS"), ignored]))
    dagster = Path(sys.executable).with_name("dagster")
    print(f"Dagster opens at http://127.0.0.1:{options.port} (stop it with Ctrl-C).", flush=True)
    os.execv(dagster, [str(dagster), "dev", *target, "-p", str(options.port)])


def _sql(options: argparse.Namespace, found: Settings) -> int:
    from pipeline import reports

    limits = Limits(memory=options.memory, seconds=options.seconds)
    if options.query:
        return reports.print_query(found, options.query, limits)
    return reports.prompt(found, limits)


def _export(options: argparse.Namespace, found: Settings) -> int:
    from pipeline.exports import run

    target = Path(options.to) if options.to else found.home / "export"
    try:
        paths = run.export(found.home, options.tables, options.format, target)
    except run.ExportError as error:
        print(f"lumbung: {error}", file=sys.stderr)
        return MISUSED
    except run.ExportFailed as error:
        print(f"lumbung: {error}", file=sys.stderr)
        return FAILED
    for path in paths:
        print(f"{path.stat().st_size:>14,}  {path}")
    return 0


def _report(options: argparse.Namespace, found: Settings) -> int:
    from pipeline.stages import reporting

    path, _ = reporting.write(found)
    print(path)
    if not options.no_open and not webbrowser.open(path.as_uri()):
        print("lumbung: no browser could be started; open the file above in one.", file=sys.stderr)
    return 0


def _sources(options: argparse.Namespace, found: Settings) -> int:
    sources = load_sources(found.sources)
    if options.action == "check":
        return _check(sources, found)
    for source in sources:
        print(f"{source.id:16s} {source.kind:8s} {_state(source):>12s}  {source.path or ' '.join(source.urls)}")
    return 0


def _state(source: Source) -> str:
    if not source.enabled:
        return "off"
    return "on the web" if source.is_web else counted_files(list_files(source))


def _check(sources: Sequence[Source], found: Settings) -> int:
    from pipeline.sources.check import check, network

    settings = load_fetch_settings(found.sources)
    failed = 0
    with network(settings) as ask:
        for source in sources:
            if not source.enabled:
                continue
            finding = check(source, ask(source))
            failed += finding.is_problem
            state = "problem" if finding.is_problem else "ok"
            print(f"{source.id:16s} {source.kind:8s} {state:8s} {finding.text}", flush=True)
    return FAILED if failed else 0


if __name__ == "__main__":
    sys.exit(main())
