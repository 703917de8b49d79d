from __future__ import annotations

from kmn.model.network import Network
from kmn.rules.finding import Severity
from kmn.rules.rule import Hit, rule

PAIR = ("Deutsch.", "English.")


def test_a_rule_makes_findings_of_hits() -> None:
    """Code, severity and remedy come from the rule, place and parameters from the hit."""
    made = rule(
        "KMN-Z001",
        Severity.INFO,
        title=PAIR,
        text=("{count} {what}", "{count} of {what}"),
        why=PAIR,
        remedy=PAIR,
        source=PAIR,
    )(lambda _material: ())
    network = Network(id="heide", name="Heide")
    found = made.finding(Hit("networks", network, "name", "Heide", {"count": 3, "what": ("Dinge", "{things}")}))
    assert (found.file, found.key, found.field, found.value) == ("networks.csv", "heide", "name", "Heide")
    assert found.texts == ("3 Dinge", "3 of {things}")
    assert found.remedies == PAIR


def test_values_of_addresses_and_contacts_are_left_out() -> None:
    """Whatever a hit hands over, a finding never holds an address or a contact, and never a long text."""
    made = rule("KMN-Z001", Severity.INFO, title=PAIR, text=PAIR, why=PAIR, remedy=PAIR, source=PAIR)(lambda _one: ())
    network = Network(id="heide", name="Heide")
    assert made.finding(Hit("organisations", network, "address_street", "Domhof 1")).value is None
    assert made.finding(Hit("organisations", network, "contact_phone", "0511")).value is None
    assert len(made.finding(Hit("organisations", network, "remark", "x" * 1000)).value or "") < 50
