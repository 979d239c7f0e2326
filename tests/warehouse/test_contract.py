"""The contract with analysts: what the contract version promises is there.

`python -m tests.warehouse.test_contract` writes `contract.txt` anew; with a name gone or a type changed, raise the
number before the dot of `schema.CONTRACT_VERSION` first.
"""

from pathlib import Path

from warehouse import catalog, schema

PROMISED = Path(__file__).with_name("contract.txt")


def present() -> set[str]:
    """Everything that a query can name, a line each."""
    with catalog.declared() as con:
        lines = {f"{t.name} {c.name} {c.type}" for t in catalog.tables(con).values() for c in t.columns}
        return lines | {form for macro in catalog.macros(con) for form in macro.signatures}


def test_what_was_promised_is_there() -> None:
    version, *promised = PROMISED.read_text(encoding="utf-8").splitlines()
    assert len(promised) > 300
    major = schema.CONTRACT_VERSION.split(".")[0]
    assert version == f"contract {major}"
    gone = set(promised) - present()
    assert not gone, "queries that use these break: keep them, or raise the number before the dot of CONTRACT_VERSION"


if __name__ == "__main__":
    lines = [f"contract {schema.CONTRACT_VERSION.split('.')[0]}", *sorted(present())]
    PROMISED.write_text("\n".join(lines) + "\n", encoding="utf-8")
