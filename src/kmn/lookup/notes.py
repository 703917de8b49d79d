"""Notes: what an answer wants to say beside its result, each with a code that never changes its meaning.

A note has parameters and a text in German and English. No parameter ever holds what the caller typed.
"""

from __future__ import annotations

from typing import Final

import attrs

__all__ = [
    "LANGUAGES",
    "TEXTS",
    "Note",
]

TEXTS: Final[dict[str, tuple[str, str]]] = {
    "border_near": (
        "Der Punkt liegt etwa {metres} m von einer Grenze, hinter der die Antwort anders lautet.",
        "The point lies about {metres} m from a border beyond which the answer differs.",
    ),
    "claim_of_other_key": (
        "Der Beleg nennt den Schlüssel {key}; er wurde über die Schlüsseländerung auf diesen Ort übertragen.",
        "The claim names the key {key}; it was carried to this place along the change of keys.",
    ),
    "coordinates_swapped": (
        "Länge und Breite scheinen vertauscht: anders herum liegt der Punkt in {state}.",
        "Latitude and longitude look swapped: the other way round the point lies in {state}.",
    ),
    "edition_borders": (
        "Die Grenzen haben nur einen Stand: {edition}.",
        "The borders have one edition only: {edition}.",
    ),
    "edition_postal": (
        "Die Postleitzahlen haben nur einen Stand: {edition}.",
        "The postal codes have one edition only: {edition}.",
    ),
    "evidence_below_wanted": (
        "Es gibt einen Beleg, aber keinen auf der verlangten Stufe ({wanted}).",
        "There is a claim, but none at the wanted level ({wanted}).",
    ),
    "geocoder_asked": (
        "Gesendet an {service}: {parts}.",
        "Sent to {service}: {parts}.",
    ),
    "geocoder_attribution": (
        "Gefunden mit Daten von {attribution}.",
        "Found with data of {attribution}.",
    ),
    "geocoder_coarse": (
        "Der Geocoder kennt nur die ungefähre Lage; sie entscheidet nicht.",
        "The geocoder knows the location only roughly; it does not decide.",
    ),
    "geocoder_contradicts": (
        "Der Geocoder findet die Adresse an einem Ort, den ihre eigenen Angaben nicht zulassen.",
        "The geocoder finds the address at a place that its own parts do not allow.",
    ),
    "geocoder_failed": (
        "Der Geocoder {service} gab keine brauchbare Antwort: {reason}.",
        "The geocoder {service} gave no usable answer: {reason}.",
    ),
    "geocoder_found_nothing": (
        "Der Geocoder hat die Adresse nicht gefunden.",
        "The geocoder did not find the address.",
    ),
    "geocoder_kept": (
        "Von {service} früher gefunden und aufbewahrt; jetzt wurde nichts gesendet.",
        "Found by {service} at an earlier time and kept; nothing was sent now.",
    ),
    "geocoder_not_asked": (
        "Der Geocoder {service} wurde nicht gefragt: {reason}.",
        "The geocoder {service} was not asked: {reason}.",
    ),
    "geocoder_precision_unknown": (
        "Der Geocoder sagt nicht, wie genau die Lage ist.",
        "The geocoder does not say how exact the location is.",
    ),
    "geocoder_several": (
        "Der Geocoder findet die Adresse an mehreren Orten.",
        "The geocoder finds the address at several places.",
    ),
    "key_followed": (
        "Der Schlüssel {old} gilt an diesem Tag nicht; an seiner Stelle steht {new}.",
        "The key {old} is not valid on that day; {new} stands in its place.",
    ),
    "key_or_plz": (
        "Die fünf Ziffern wurden als Kreisschlüssel gelesen; als Postleitzahl lägen sie in {state}.",
        "The five digits were read as a district key; as a postal code they would lie in {state}.",
    ),
    "key_unknown": (
        "Der Schlüssel ist wohlgeformt, steht aber in keinem Verzeichnis dieses Gebiets seit {since}.",
        "The key is well formed, but in no register of this territory since {since}.",
    ),
    "key_zero_restored": (
        "Dem Schlüssel fehlte die führende Null; gelesen als {key}.",
        "The key had lost its leading zero; read as {key}.",
    ),
    "locality_alone": (
        "Der Name ist der eines Ortsteils; weitere Orte dieses Namens sind möglich, unser Verzeichnis hat Lücken.",
        "The name is that of a locality; there may be other places of that name, our list has gaps.",
    ),
    "name_also_district": (
        "Gelesen als Ort {taken}; gleich oder ähnlich heißt auch: {other}.",
        "Read as the place {taken}; the same or a similar name is borne by: {other}.",
    ),
    "off_coast": (
        "Der Punkt liegt im Wasser, etwa {metres} m vor der nächsten Gemeinde.",
        "The point lies in the water, about {metres} m off the nearest municipality.",
    ),
    "place_corrected": (
        "Der Ortsname war so nicht zu finden; gelesen als {name}.",
        "The place name was not found as written; read as {name}.",
    ),
    "place_not_in_plz": (
        "Der Ortsname gehört nach unseren Daten nicht zu dieser Postleitzahl; die Postleitzahl hat entschieden.",
        "By our data the place name does not belong to this postal code; the postal code decided.",
    ),
    "place_not_recognised": (
        "Der Ortsname wurde nicht erkannt; die Postleitzahl hat entschieden.",
        "The place name was not recognised; the postal code decided.",
    ),
    "plz_zero_restored": (
        "Die Postleitzahl hatte ihre führende Null verloren.",
        "The postal code had lost its leading zero.",
    ),
    "point_contradicts": (
        "Der Punkt liegt nach unseren Daten nicht dort, wo die Worte der Adresse hinweisen.",
        "By our data the point does not lie where the words of the address lead.",
    ),
    "place_perhaps": (
        "Der Ortsname ist nicht bekannt; vielleicht ist {name} gemeint.",
        "The place name is not known; perhaps {name} is meant.",
    ),
    "plz_bulk": (
        "Die Postleitzahl gehört einem Großempfänger.",
        "The postal code belongs to a bulk recipient.",
    ),
    "plz_contradicts_place": (
        (
            "Postleitzahl und Ort widersprechen sich: Die Postleitzahl gehört nach unseren Daten zu {towns}, "
            "nicht zu {place}."
        ),
        "Postal code and place contradict each other: by our data the code belongs to {towns}, not to {place}.",
    ),
    "plz_of_place": (
        "Postleitzahlen wie {codes} gehören zu {place}.",
        "Postal codes such as {codes} belong to {place}.",
    ),
    "plz_place_of_district": (
        "Der Ort hat nach unseren Daten eine andere Postleitzahl desselben Kreises.",
        "By our data the place has another postal code of the same district.",
    ),
    "plz_unknown": (
        "Die Postleitzahl ist unbekannt (Postfach, aufgehoben oder vertippt); der Ort hat entschieden.",
        "The postal code is unknown (PO box, withdrawn or mistyped); the place decided.",
    ),
    "plz_unknown_alone": (
        "Die Postleitzahl ist unbekannt (Postfach, aufgehoben oder vertippt), und kein Ort entscheidet.",
        "The postal code is unknown (PO box, withdrawn or mistyped), and no place decides.",
    ),
    "plz_unreadable": (
        "Die Zahl vor dem Ort ist keine Postleitzahl, die fünf Ziffern hätte; der Ort hat entschieden.",
        "The number before the place is no postal code, which would have five digits; the place decided.",
    ),
    "plz_withdrawn": (
        "Die Postleitzahl ist aufgehoben; sie wird noch verstanden.",
        "The postal code has been withdrawn; it is still understood.",
    ),
    "several_places": (
        "Mehrere Orte kommen in Frage; für das Ergebnis macht es keinen Unterschied.",
        "Several places are possible; it makes no difference to the result.",
    ),
    "text_truncated": (
        "Der Text war sehr lang; nur sein Anfang wurde gelesen.",
        "The text was very long; only its beginning was read.",
    ),
    "weaker_claim_differs": (
        "Ein schwächerer Beleg ({evidence}) nennt dagegen: {network}.",
        "A weaker claim ({evidence}) names instead: {network}.",
    ),
}
"""Code → text in German and in English."""

# Words of the data that stand in texts in the reader's language.
_WORDS: Final[dict[str, tuple[str, str]]] = {
    "official": ("amtlich", "official"),
    "attested": ("belegt", "attested"),
    "inferred": ("erschlossen", "inferred"),
    # What was sent to a geocoder, and what became of it.
    "street": ("Straße", "street"),
    "plz": ("Postleitzahl", "postal code"),
    "place": ("Ort", "place"),
    "timeout": ("zu langsam", "too slow"),
    "unreachable": ("nicht erreichbar", "not reachable"),
    "limited": ("zu viele Anfragen", "too many requests"),
    "refused": ("Zugang verweigert", "access refused"),
    "rejected": ("Anfrage nicht verstanden", "request not understood"),
    "failed": ("Fehler des Dienstes", "fault of the service"),
    "unreadable": ("unlesbare Antwort", "unreadable answer"),
    "redirected": ("verweist an einen anderen Dienst", "refers to another service"),
    "paused": ("zu viele Fehler in Folge", "too many faults in a row"),
    "budget": ("die Zeit dafür ist verbraucht", "the time for it is used up"),
}

LANGUAGES: Final = ("de", "en")


@attrs.frozen
class Note:
    """One remark of an answer.

    Attributes:
        code: what is said, from `TEXTS`.
        parameters: what fills the text, as (name, value) pairs in order.

    Examples:
        >>> Note.of("key_zero_restored", key="03241").text("en")
        'The key had lost its leading zero; read as 03241.'
    """

    code: str
    parameters: tuple[tuple[str, str | int], ...] = ()

    @classmethod
    def of(cls, code: str, **parameters: str | int) -> Note:
        """Build a note from keyword parameters."""
        return cls(code, tuple(sorted(parameters.items())))

    def text(self, lang: str = "de") -> str:
        """Return the note in the language, German unless `lang` is ``"en"``."""
        choice = LANGUAGES.index(lang) if lang in LANGUAGES else 0
        filled = {name: _in_words(str(value), choice) for name, value in self.parameters}
        return TEXTS[self.code][choice].format(**filled)


def _in_words(value: str, choice: int) -> str:
    """Give a word of the data, or several, in the reader's language; anything else as it is."""
    words = value.split()
    if words and all(word in _WORDS for word in words):
        return ", ".join(_WORDS[word][choice] for word in words)
    return value
