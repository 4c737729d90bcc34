"""The families of opening verbs, and by which words each is known in the languages of the texts.

Patterns are for folded text: small letters without accents. In Turkish the verb stands at the end, and what is known is
how it ends.
"""

from collections.abc import Mapping
from enum import StrEnum

from jointstatement.errors import N_


class Family(StrEnum):
    """The families, by the words in which a warning names them."""

    PARTICIPLE = N_("“Reaffirming …”")
    THIRD_PRESENT = N_("“Decides …”")
    FIRST_PLURAL = N_("“We …”")
    THIRD_PAST = N_("“Renewed …”")
    NARRATED = N_("“The participants …”")
    INFINITIVE = N_("“Support …”")


Rules = tuple[tuple[Family, str], ...]

_STEM = (
    "(?:acknowledg|adopt|affirm|agre|appeal|applaud|appreciat|approv|assur|authori|aspir|attach|aver|believ|call|"
    "commend|commit|concern|conclud|condemn|confirm|congratulat|consider|continu|cooperat|creat|decid|declar|deepen|"
    "demand|deplor|desir|determin|develop|direct|discuss|emphasi|encourag|endors|enhanc|ensur|establish|examin|exchang|"
    "expand|explor|express|extend|facilitat|foster|further|honou?r|improv|increas|instruct|intend|invit|maintain|"
    "mandat|mark|note|notic|observ|offer|pay|pledg|prais|present|proclaim|promot|propos|reaffirm|reali[sz]|recal|"
    "recogni|recommend|reconfirm|reconvey|regret|reinforc|reiterat|remain|remind|renew|repeat|report|request|resolv|"
    "respect|salut|seek|share|state|strengthen|stress|strive|suggest|support|tak|task|thank|undertak|underlin|underscor|"
    "urg|uphold|voic|vow|warn|welcom|wish|work)"
)
_ADVERB = r"(?:(?:also|further|strongly|deeply|firmly|fully|again|hereby|jointly|once\s+again|gravely|warmly)\s+)*"
_SPEAKER = (
    "(?:ministers?|leaders?|heads?|directors?|representatives?|participants?|delegations?|members?|parties|sides?|"
    "chiefs?|presidents?|governments?|conference|council|meeting|summit|commission|committee|assembly|forum|states|"
    "countries|economies|partners)"
)
_NO_VERBS = (
    "(?!(?:during|regarding|concerning|according|following|notwithstanding|pending|owing|including|excluding|nothing|"
    r"something|building|meeting|training|funding|spring)\b)"
)
_CONVINCED = (
    "(?:mindful|convinced|concerned|determined|aware|guided|inspired|alarmed|desirous|conscious|encouraged|disturbed|"
    "cognizant|committed|resolved|confident|grateful)"
)
_ENGLISH: Rules = (
    (Family.FIRST_PLURAL, r"(?:[^.;:]{0,400}?[\s,])?we\b"),
    (
        Family.PARTICIPLE,
        rf"(?:(?:\w+ly|further|also|once\s+again)[\s,]+)*(?:{_NO_VERBS}[a-z]+ing|{_CONVINCED})\b",
    ),
    (Family.THIRD_PRESENT, rf"{_ADVERB}{_STEM}[a-z]{{0,3}}s\b(?!\s+of\b)(?=[\s,]|$)"),
    (Family.THIRD_PAST, rf"{_ADVERB}(?:{_STEM}[a-z]{{0,3}}ed|took|undertook|sought|paid)\b(?!\s+by\b)"),
    (
        Family.NARRATED,
        r"(?:(?:the|all|both|finally,|further,|to\s+that\s+end,|in\s+this\s+(?:regard|context),)\s+)*"
        rf"(?:[\w'-]+\s+){{0,3}}{_SPEAKER}(?:\s+and\s+(?:[\w'-]+\s+){{0,2}}{_SPEAKER})?\s+{_ADVERB}"
        rf"{_STEM}[a-z]{{0,3}}\b",
    ),
    (Family.INFINITIVE, rf"{_ADVERB}{_STEM}(?:e|er|ze|se|ize|ise|y|t|ke|l)?\b(?!\s+(?:for|of|from|by|to\s+the)\b)\s"),
)
_FRENCH: Rules = (
    (Family.FIRST_PLURAL, r"(?:[^.;:]{0,200}?[\s,])?nous\b"),
    (
        Family.PARTICIPLE,
        r"(?:(?:profondement|vivement|pleinement)\s+)?(?:[a-z]+ant|vu|convaincus?|conscients?|resolus?|preoccupes?|"
        r"soucieux|desireux|animes|inspires|guides?)\b",
    ),
    (
        Family.NARRATED,
        r"(?:les?|la|l')\s*(?:\w+\s+){0,3}?(?:ministres|participants|chefs|dirigeants|delegations|conference|conseil|"
        r"membres)\s+(?:\w+\s+){0,2}?(?:ont|a|se\s+sont)\b",
    ),
    (
        Family.THIRD_PRESENT,
        r"(?:decide|demande|prie|invite|rappelle|souligne|reaffirme|accueille|salue|encourage|engage|appelle|note|"
        r"prend|reconnait|exprime|declare|recommande|charge|remercie|approuve|confirme|condamne|se\s+felicite)\b",
    ),
)
_SPANISH: Rules = (
    (
        Family.FIRST_PLURAL,
        r"(?:(?:[^.;:]{0,200}?[\s,])?nosotros\b|(?:nos\s+)?[a-z]+(?:amos|emos|imos)\b)",
    ),
    (Family.PARTICIPLE, r"(?:[a-z]+(?:ando|iendo)|conscientes?|convencid[oa]s?|preocupad[oa]s?|decidid[oa]s?)\b"),
    (
        Family.NARRATED,
        r"l[oa]s\s+(?:\w+\s+){0,2}?(?:ministros|participantes|jefes|delegaciones|partes|miembros)\b",
    ),
    (Family.INFINITIVE, r"[a-z]+(?:ar|er|ir)\b"),
    (
        Family.THIRD_PRESENT,
        r"(?:decide|pide|insta|invita|reafirma|acoge|alienta|exhorta|subraya|toma|expresa|reconoce)\b",
    ),
)
_RUSSIAN: Rules = (
    (Family.PARTICIPLE, r"(?:вновь\s+)?[а-я]+(?:ая|яя|уя|дя|ша|чи)(?:сь)?\b"),
    (Family.FIRST_PLURAL, r"(?:(?:[^.;:]{0,200}?[\s,])?мы\b|[а-я]+(?:ем|им)(?:ся)?\b)"),
    (Family.NARRATED, r"(?:министры|участники|стороны|главы|лидеры|делегации)\s"),
    (Family.THIRD_PAST, r"[а-я]+(?:ли|лись)\b"),
    (Family.THIRD_PRESENT, r"[а-я]+(?:ет|ит|ют|ят)(?:ся)?\b"),
)
_SOUTH_SLAVONIC: Rules = (
    (
        Family.FIRST_PLURAL,
        r"(?:(?:[^.;:]{0,160}?[\s,])?(?:mi|ми)\b|(?:(?:se|ponovno|ponovo|takoder|такође)\s+)*\w+(?:mo|мо|ме)\b)",
    ),
    (
        Family.PARTICIPLE,
        r"(?:\w+(?:uci|eci|vsi|ући|ући|ћи|јќи|jки)|svjesni|svesni|odlucni|uvjereni|uvereni|rukovodeni|свесни|одлучни|"
        r"уверени|решени)\b",
    ),
    (
        Family.NARRATED,
        r"(?:ministri|ucesnici|sudionici|strane|delegacije|celnici|lideri|clanice|министри|учесници|стране|лидери)\s",
    ),
    (Family.INFINITIVE, r"\w+(?:ati|iti|jeti|eti|ати|ити)\b"),
)

OPENS: Mapping[str, Rules] = {
    "en": _ENGLISH,
    "fr": _FRENCH,
    "es": _SPANISH,
    "ru": _RUSSIAN,
    "hr": _SOUTH_SLAVONIC,
    "bs": _SOUTH_SLAVONIC,
    "sr": _SOUTH_SLAVONIC,
    "mk": _SOUTH_SLAVONIC,
    "sl": _SOUTH_SLAVONIC,
    "de": (
        (Family.FIRST_PLURAL, r"(?:[^.;:]{0,200}?[\s,])?wir\b"),
        (
            Family.PARTICIPLE,
            r"(?:in\s+(?:anerkennung|bekraftigung|wurdigung|dem\s+bewusstsein|der\s+uberzeugung)|[a-z]+end)\b",
        ),
    ),
    "sv": (
        (Family.FIRST_PLURAL, r"(?:[^.;:]{0,200}?[\s,])?vi\b"),
        (Family.NARRATED, r"(?:ministrarna|deltagarna|parterna|ledarna|medlemmarna)\s"),
    ),
    "el": (
        (Family.PARTICIPLE, r"[α-ω]+(?:οντασ|ωντασ|ομενοι|ημενοι)\b"),
        (Family.FIRST_PLURAL, r"(?:εμεισ|[α-ω]+(?:ουμε|αμε|ομαστε|ωμε))\b"),
        (Family.NARRATED, r"(?:οι|η|ο|το)\s+(?:υπουργοι|συμμετεχοντεσ|αρχηγοι|διασκεψη|ηγετεσ|μελη)\s"),
    ),
    "it": (
        (Family.FIRST_PLURAL, r"(?:noi|(?:ci\s+)?[a-z]+iamo)\b"),
        (Family.PARTICIPLE, r"(?:[a-z]+(?:ando|endo)|consapevoli|convinti|visti?)\b"),
    ),
    "ro": (
        (Family.FIRST_PLURAL, r"(?:noi|(?:ne\s+)?[a-z]+(?:am|em|im))\b"),
        (Family.PARTICIPLE, r"[a-z]+(?:and|ind)(?:u-\w+)?\b"),
    ),
    "pl": (
        (Family.PARTICIPLE, r"[a-z]+(?:ac|szy)\b"),
        (Family.FIRST_PLURAL, r"(?:my|[a-z]+(?:amy|emy|imy|ymy))\b"),
    ),
}
"""How the first words of a clause tell its family; the first rule that fits is the clause's."""

ENDS: Mapping[str, Rules] = {
    "tr": (
        (Family.PARTICIPLE, r"\w+(?:erek|arak|ip|up)"),
        (Family.FIRST_PLURAL, r"\w*(?:iriz|eriz|ariz|uruz|yoruz|teyiz|tayiz|deyiz|dayiz|cagiz|cegiz|dik|duk|tik|tuk)"),
        (
            Family.THIRD_PAST,
            r"\w*(?:mislerdir|mislardir|muslardir|muslerdir|mistir|mustur|diler|dilar|tiler|tilar|dular)",
        ),
        (Family.THIRD_PRESENT, r"\w*(?:mektedir|maktadir|mektedirler|maktadirlar|eder|ederler|irler|arlar|erler)"),
    ),
}
"""How the last word of a clause tells its family, where the verb stands at the end."""
