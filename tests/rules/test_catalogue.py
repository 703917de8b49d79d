from __future__ import annotations

import re
import string
from typing import TYPE_CHECKING

import pytest

from kmn.errors import InputError
from kmn.rules.catalogue import GROUPS, RULES, named
from tests.rules.situations import SITUATIONS, expected

if TYPE_CHECKING:
    from kmn.rules.rule import Rule

FORM = re.compile(r"KMN-[A-Z][0-9]{3}")
# Not to be had from a folder alone: remarks on a list, a rule that breaks off, a package that is missing.
ELSEWHERE = {"KMN-L003", "KMN-X001", "KMN-X002"}
# How many codes of each letter were ever given out; a rule that goes leaves a hole, which is written down here.
ISSUED = {
    "A": 14,
    "C": 7,
    "G": 8,
    "I": 5,
    "L": 3,
    "M": 6,
    "P": 6,
    "R": 8,
    "S": 6,
    "T": 6,
    "X": 3,
}
each_rule = pytest.mark.parametrize("rule", RULES.values(), ids=RULES)


def test_no_code_is_new_or_gone_unnoticed() -> None:
    """The codes are those that were given out: a new one is counted here, and none is used again."""
    given = [f"KMN-{letter}{number:03d}" for letter, count in ISSUED.items() for number in range(1, count + 1)]
    assert sorted(RULES) == given


def test_every_rule_is_in_one_group() -> None:
    """The groups hold each rule once, in the order of the codes, and share a letter within a group."""
    codes = [rule.code for _, rules in GROUPS for rule in rules]
    assert len(codes) == len(set(codes)) == len(RULES)
    for _, rules in GROUPS:
        assert [rule.code for rule in rules] == sorted(rule.code for rule in rules)
        assert len({rule.code[:5] for rule in rules}) == 1


@each_rule
def test_every_rule_says_what_why_and_what_to_do(rule: Rule) -> None:
    """Each rule has a well-formed code and all texts as sentences in two languages that differ."""
    assert FORM.fullmatch(rule.code)
    for pair in (rule.title, rule.text, rule.why, rule.remedy, rule.source):
        german, english = pair
        assert german
        assert english
        assert german != english or german == "{said}"
    for sentence in (*rule.why, *rule.source):
        assert sentence.endswith(".")


@each_rule
def test_both_languages_name_the_same_parameters(rule: Rule) -> None:
    """What the German text fills in, the English one does as well."""
    german, english = ({name for _, name, _, _ in string.Formatter().parse(text) if name} for text in rule.text)
    assert german == english


@pytest.mark.parametrize("code", sorted(set(RULES) - ELSEWHERE))
def test_every_rule_has_a_dataset_that_fails_it(code: str) -> None:
    """For each rule there is a situation in which it finds something."""
    assert any(finding["code"] == code for name in SITUATIONS for finding in expected(name))


def test_a_rule_is_found_by_its_code_in_short() -> None:
    """Case and the part that all codes share do not matter."""
    assert named(" kmn-a003") is named("A003") is RULES["KMN-A003"]


@pytest.mark.parametrize("code", ["", "A999", "KMN-", "Heide"])
def test_an_unknown_code_is_an_input_error(code: str) -> None:
    """Asking for a rule that there is not lists those that there are."""
    with pytest.raises(InputError, match="expected one of A001"):
        named(code)
