"""Which language an article and each of its paragraphs is written in, as ISO 639-1 codes with a confidence.

Script first, then langdetect once per article, pycld2 and a word list where langdetect is blind. No cleaning here.
"""

import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import langdetect
import pycld2
from langdetect.detector import Detector
from langdetect.detector_factory import DetectorFactory
from langdetect.utils.lang_profile import LangProfile

from pipeline import lexicons

# Latin-script languages of the region's news: fewer profiles are faster and surer on short text; pycld2 has the rest.
_PROFILES = ("de", "en", "es", "fr", "id", "it", "nl", "pl", "pt", "sv", "tl", "tr", "vi")
_HEAD = 600  # characters for langdetect: as accurate as the whole document at half the cost
_WORD_HEAD = 2500  # characters for the word list
_SURE = 0.95
_MIN_LETTERS = 12  # fewer letters of an alphabet name no language
_MIN_OWN = 40  # letters a paragraph needs to contradict its article
_LONG = 300  # characters from which pycld2 alone may contradict the article; below, langdetect must agree
_COMMONER, _OPINION, _SOURCE = 0.6, 1.0, 2.0  # see _id_or_ms
_HOME = 0.9  # pycld2's opinion for Indonesian or Malay against a word of Javanese or Sundanese: it knows these poorly
_CONTRADICTS = 0.97  # confidence at which a paragraph is Malay within Indonesian or the reverse: four words
_NUSANTARA = frozenset({"id", "ms"})
_LOCAL = ("jv", "su")  # langdetect calls them Indonesian
_JAVANESE_FORM = re.compile(r"\w{3,}aken?|[dt]h[aeiou]\w{2,}")  # nindakake, dhateng
_SUNDANESE_FORM = re.compile(r"\w{2,}keun(?:ana)?")  # dijadikeun
_FORM_LETTERS = 5  # shorter words show no affix
_INDONESIAN_FORM = re.compile(r"\w{3,}itas")  # kualitas, komunitas
_MALAY_FORM = re.compile(
    r"(?!me|di|pe|te)\w{3,}(?:iti|isyen|esyen|syen)"
)  # kualiti, komuniti, televisyen; not "diteliti"

_FOREIGN = re.compile("[^\\W\\d_\u0000-\u024f\u1e00-\u1eff]")
_LETTER = re.compile(r"[^\W\d_]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]+(?:['’][A-Za-z]+)*")
_CONTROL = re.compile(  # pycld2 rejects these
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_SCRIPTS: tuple[tuple[int, int, str], ...] = (
    (0x0370, 0x03FF, "el"),
    (0x0400, 0x052F, "Cyrillic"),
    (0x0530, 0x058F, "hy"),
    (0x0590, 0x05FF, "he"),
    (0x0600, 0x06FF, "Arabic"),
    (0x0750, 0x077F, "Arabic"),
    (0x0900, 0x097F, "Devanagari"),
    (0x0980, 0x09FF, "bn"),
    (0x0A00, 0x0A7F, "pa"),
    (0x0A80, 0x0AFF, "gu"),
    (0x0B80, 0x0BFF, "ta"),
    (0x0C00, 0x0C7F, "te"),
    (0x0C80, 0x0CFF, "kn"),
    (0x0D00, 0x0D7F, "ml"),
    (0x0E00, 0x0E7F, "th"),
    (0x0E80, 0x0EFF, "lo"),
    (0x1000, 0x109F, "my"),
    (0x10A0, 0x10FF, "ka"),
    (0x1100, 0x11FF, "ko"),
    (0x1780, 0x17FF, "km"),
    (0x3040, 0x30FF, "ja"),
    (0x3100, 0x312F, "zh"),
    (0x3130, 0x318F, "ko"),
    (0x3400, 0x9FFF, "zh"),
    (0xAC00, 0xD7AF, "ko"),
    (0xF900, 0xFAFF, "zh"),
    (0x20000, 0x3FFFF, "zh"),
)
_SHARED_SCRIPTS = {"Cyrillic": "ru", "Arabic": "ar", "Devanagari": "hi"}  # the commonest, where pycld2 is unsure
_LETTERS_A_WORD = {"zh": 1.7, "ja": 2.0, "ko": 3.0, "th": 4.5}


@dataclass(frozen=True, slots=True)
class ArticleLanguage:
    """Language and confidence (0 to 1, four decimals) of an article and of each paragraph, in the given order."""

    language: str | None
    confidence: float | None
    paragraphs: tuple[tuple[str | None, float | None], ...]


class _Detector(Detector):  # type: ignore[misc]
    """langdetect's detector with its inner loop in one place: the same draws, the same sums, half the time."""

    def _detect_block(self) -> None:
        self.cleaning_text()
        ngrams = self._extract_ngrams()
        count = len(self.langlist)
        self.langprob = [0.0] * count
        if not ngrams:
            return
        table = self.word_lang_prob_map
        self.random.seed(self.seed)
        choice = self.random.choice
        for _ in range(self.n_trial):
            prob = [1.0 / count] * count
            weight = (self.alpha + self.random.gauss(0.0, 1.0) * self.ALPHA_WIDTH) / self.BASE_FREQ
            step = 0
            while True:
                prob = [p * (weight + q) for p, q in zip(prob, table[choice(ngrams)], strict=True)]
                if step % 5 == 0:
                    total = sum(prob)
                    prob = [p / total for p in prob]
                    if max(prob) > self.CONV_THRESHOLD or step >= self.ITERATION_LIMIT:
                        break
                step += 1
            self.langprob = [s + p / self.n_trial for s, p in zip(self.langprob, prob, strict=True)]


@cache
def _factory() -> DetectorFactory:
    """Profiles loaded explicitly in fixed order: probabilities depend on it, and lazy loading breaks under threads."""
    factory = DetectorFactory()
    folder = Path(langdetect.__file__).parent / "profiles"
    for index, name in enumerate(_PROFILES):
        profile = json.loads((folder / name).read_text(encoding="utf-8"))
        factory.add_profile(LangProfile(**profile), index, len(_PROFILES))
    factory.set_seed(0)
    return factory


@cache
def _telltale() -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(lexicons.terms("language_id.txt")), frozenset(lexicons.terms("language_ms.txt"))


@cache
def _local_words() -> tuple[frozenset[str], ...]:
    """Words of Javanese, of Sundanese, and of Indonesian and Malay against the two."""
    jv, su, shared = (frozenset(lexicons.terms(f"language_{name}.txt")) for name in ("jv", "su", "id_ms"))
    indonesian, malay = _telltale()
    return jv, su, (shared | indonesian | malay) - jv - su


@cache
def _function_words() -> frozenset[str]:
    return frozenset(lexicons.terms("language_en.txt"))


@cache
def _filipino_words() -> frozenset[str]:
    return frozenset(lexicons.terms("language_tl.txt"))


@cache
def _given_names() -> frozenset[str]:
    return frozenset(map(str.casefold, lexicons.terms("given_names.txt")))


@cache
def _tags() -> dict[str, str]:
    return {row["tag"]: row["language"] for row in lexicons.table("language_tags.csv")}


def warm_up() -> None:
    """Load profiles and word lists (some 30 ms); call once in each process before threads start."""
    _factory()
    _local_words()
    _function_words()
    _filipino_words()
    _given_names()
    _tags()
    _cld2("warm up")


def normalise_language(tag: str | None) -> str | None:
    """ISO 639-1 code of a stated tag or name ("id-ID", "in", "Indonesian", "zh_CN"); None when it names no language."""
    if not tag:
        return None
    folded = tag.strip().casefold()
    known = _tags().get(folded)
    if known:
        return known
    head = re.split(r"[-_]", folded)[0]
    return _tags().get(head) or (head if re.fullmatch(r"[a-z]{2}", head) else None)


def detect_article(
    paragraph_texts: Sequence[str], stated: str | None = None, candidates: Sequence[str] = ()
) -> ArticleLanguage:
    """Language of an article and of its paragraphs.

    `stated` (metadata) wins for the article, with confidence 1; `candidates` are the languages its source publishes in
    and decide only where the text leaves doubt. None means: too little text to say.
    """
    texts = [_CONTROL.sub(" ", text) for text in paragraph_texts]
    likely = tuple(filter(None, map(normalise_language, candidates)))
    language = normalise_language(stated)
    confidence: float | None = 1.0
    if language is None:
        language, confidence = _document(texts, likely)
    paragraphs = tuple(_paragraph(text, language, confidence) for text in texts)
    if normalise_language(stated) is None and language is not None:
        language, confidence = _majority(texts, paragraphs, language, confidence)
    return ArticleLanguage(language, confidence, paragraphs)


def _document(texts: Sequence[str], likely: tuple[str, ...]) -> tuple[str | None, float | None]:
    whole = "\n".join(text for text in texts if text.strip())
    script, share = _script(whole[: 4 * _HEAD])
    if script is None:
        return (likely[0], 0.5) if len(likely) == 1 and _LETTER.search(whole) else (None, None)
    if script != "Latin":
        return _of_script(script, share, whole)
    if _only_names(whole[: 4 * _HEAD]):
        return None, None
    if whole.isupper():  # to langdetect capitals are German
        whole = whole.lower()
    label, probability = _langdetect(whole[:_HEAD])
    code, sure, percent = _cld2(whole[: 4 * _HEAD])
    if code and sure and code not in _PROFILES and code not in _NUSANTARA and percent >= 55:
        return code, round(percent / 100, 4)  # a language langdetect was not asked about
    if (label in {"id", "tl"} or probability < _SURE) and (local := _local(whole[:_WORD_HEAD], code)):
        return local
    if label in {"en", "tl"} and _is_filipino(whole[:_HEAD]):
        return "tl", _SURE
    if label not in {"id", "tl"} and probability >= _SURE:
        return label, round(probability, 4)
    if label in {"id", "ms"} or code in _NUSANTARA:
        return _id_or_ms(whole[:_WORD_HEAD], code, likely)
    if code and sure:
        return code, round(percent / 100, 4)
    if label is None:
        return (likely[0], 0.5) if likely else (None, None)
    if likely and probability < _SURE and label not in likely:
        return likely[0], 0.5
    return label, round(probability, 4)


def _only_names(text: str) -> bool:
    """Whether every word has a capital, a third are given names, none is in a word list; all capitals: a headline."""
    found = _LATIN.findall(text)
    if not found or any(word[0].islower() for word in found) or text.isupper():
        return False
    words = {word.casefold() for word in found}
    if 3 * len(words & _given_names()) < len(words) or not words.isdisjoint(_function_words()):
        return False
    return all(words.isdisjoint(known) for known in _local_words())


def _is_filipino(text: str) -> bool:
    """Whether two function words of Filipino, and more of them than of English, stand among many English names."""
    words = set(_LATIN.findall(text.casefold()))
    filipino = len(words & _filipino_words())
    return filipino >= 2 and filipino > len(words & _function_words())


def _local(text: str, code: str | None) -> tuple[str, float] | None:
    """Javanese or Sundanese where their words outnumber those of Indonesian and Malay and of each other.

    One for each word and each affix of theirs, 1 for pycld2's opinion that it is one of the two, 0.9 that it is not;
    each step of the lead halves the doubt. None: neither leads.
    """
    words = set(_LATIN.findall(text.casefold()))
    jv, su, shared = (len(words & known) for known in _local_words())
    long = [word for word in words - _local_words()[2] if len(word) >= _FORM_LETTERS]
    jv += sum(_JAVANESE_FORM.fullmatch(word) is not None for word in long)
    su += sum(_SUNDANESE_FORM.fullmatch(word) is not None for word in long)
    if not jv and not su:
        return None
    opinion = {code: _OPINION}
    scores = {"jv": jv + opinion.get("jv", 0.0), "su": su + opinion.get("su", 0.0)}
    home = shared + (_HOME if code in _NUSANTARA else 0.0)
    first = max(_LOCAL, key=scores.__getitem__)
    lead = scores[first] - max(home, min(scores.values()))
    return (first, round(1 - 0.5 ** (1 + lead), 4)) if lead > 0 else None


def _id_or_ms(text: str, code: str | None, likely: tuple[str, ...] = ()) -> tuple[str, float]:
    """Indonesian or Malay by a balance of evidence, positive for Indonesian.

    One for each telltale word, 1 for pycld2's opinion, 2 for what the source publishes, 0.6 for Indonesian as the
    commoner; each step halves the doubt.
    """
    words = set(_LATIN.findall(text.casefold()))
    indonesian, malay = _telltale()
    balance = len(words & indonesian) - len(words & malay) + _COMMONER
    known = indonesian | malay
    balance += sum(word not in known and _INDONESIAN_FORM.fullmatch(word) is not None for word in words)
    balance -= sum(word not in known and _MALAY_FORM.fullmatch(word) is not None for word in words)
    balance += {"id": _OPINION, "ms": -_OPINION}.get(code or "", 0.0)
    expected = [language for language in likely if language in _NUSANTARA]
    if len(expected) == 1:
        balance += _SOURCE if expected[0] == "id" else -_SOURCE
    jv, su, _ = _local_words()
    certainty = max(0.0, abs(balance) - max(len(words & jv), len(words & su)))  # each speaks against both
    return ("id" if balance > 0 else "ms"), round(1 - 0.5 ** (1 + certainty), 4)


def _script(text: str) -> tuple[str | None, float]:
    """The script (a language where the script decides) that most words are in, and its share; None: too few letters."""
    foreign = _FOREIGN.findall(text)
    latin = _LATIN.findall(text)
    letters = sum(map(len, latin))
    if not foreign:
        return ("Latin", 1.0) if letters >= _MIN_LETTERS else (None, 0.0)
    counts: Counter[str] = Counter(name for char in foreign if (name := _block(ord(char))))
    if counts["ja"] * 8 > counts["zh"]:  # Japanese mixes kana and Han characters
        counts["ja"] += counts.pop("zh", 0)
    words = {name: count / _LETTERS_A_WORD.get(name, 6.0) for name, count in counts.items()}
    words["Latin"] = float(len(latin))
    name = max(sorted(words), key=words.__getitem__)
    enough = letters >= _MIN_LETTERS if name == "Latin" else counts[name] >= (4 if name in _LETTERS_A_WORD else 6)
    return (name, words[name] / sum(words.values())) if enough else (None, 0.0)


def _block(point: int) -> str | None:
    return next((name for first, last, name in _SCRIPTS if first <= point <= last), None)


def _of_script(script: str, share: float, text: str) -> tuple[str, float]:
    if script not in _SHARED_SCRIPTS:
        return script, round(share, 4)
    code, sure, percent = _cld2(text[: 4 * _HEAD])
    if code and sure and code not in _PROFILES:
        return code, round(share * percent / 100, 4)
    return _SHARED_SCRIPTS[script], round(share * 0.5, 4)


def _langdetect(text: str) -> tuple[str | None, float]:
    detector = _Detector(_factory())
    detector.append(text)
    found = detector.get_probabilities()
    return (found[0].lang, float(found[0].prob)) if found else (None, 0.0)


def _cld2(text: str) -> tuple[str | None, bool, int]:
    """Code, reliability and percentage of bytes of pycld2's first language; text it rejects gives (None, False, 0)."""
    try:
        reliable, _, details = pycld2.detect(text, isPlainText=True, bestEffort=True)
    except (pycld2.error, ValueError):
        return None, False, 0
    code, percent = details[0][1], details[0][2]
    return (None if code == "un" else normalise_language(code)), bool(reliable), int(percent)


def _paragraph(text: str, language: str | None, confidence: float | None) -> tuple[str | None, float | None]:
    """A paragraph's own language where its text is long and clear enough to contradict the article's."""
    if not _LETTER.search(text):
        return None, None
    script, share = _script(text)
    if script is None:
        return language, confidence
    if script != "Latin":
        return _of_script(script, share, text) if share >= 0.6 else (language, confidence)
    if _only_names(text):
        return language, confidence
    code, sure, percent = _cld2(text)
    if code is None or code == language or sum(map(len, _LATIN.findall(text))) < _MIN_OWN:
        return language, confidence
    if language in _LOCAL and (code in _NUSANTARA or code in _LOCAL) and (local := _local(text, code)):
        return local if local[1] >= _CONTRADICTS else (language, confidence)
    if code in _NUSANTARA and language in {*_NUSANTARA, *_LOCAL}:
        verdict, probability = _id_or_ms(text, code)
        return (code, probability) if verdict == code and probability >= _CONTRADICTS else (language, confidence)
    if not sure or percent < 80 or (len(text) < _LONG and not _confirmed(text, code)):
        return language, confidence
    return code, round(percent / 100, 4)


def _confirmed(text: str, code: str) -> bool:
    """Whether a short text is in a language by langdetect too; English needs two of its function words besides."""
    if code == "en" and len(_function_words() & set(_LATIN.findall(text.casefold()))) < 2:
        return False
    return code not in _PROFILES or _langdetect(text)[0] == code


def _majority(
    texts: Sequence[str],
    paragraphs: Sequence[tuple[str | None, float | None]],
    language: str,
    confidence: float | None,
) -> tuple[str | None, float | None]:
    """The article's language is that of most of its words: paragraphs overrule a head in another language."""
    weights: Counter[str] = Counter()
    for text, (code, _) in zip(texts, paragraphs, strict=True):
        if code is not None:
            weights[code] += len(text) * (3 if code in _LETTERS_A_WORD else 1)
    if not weights or weights[language] * 2 >= weights.total():
        return language, confidence
    first = max(sorted(weights), key=weights.__getitem__)
    share = weights[first] / weights.total()
    return (first, round(share, 4)) if share > 0.5 else (language, confidence)
