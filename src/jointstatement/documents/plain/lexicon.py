"""Words by which people recognise the parts of a statement and the things around it, in the languages of its readers.

All words are folded (`fold`): small letters without accents, so that one entry serves every spelling. Where a rule can
be had from the form of a text it is not here: these are only the words that form alone does not tell.
"""

import re
import unicodedata

_PLAIN = str.maketrans({"đ": "d", "ı": "i", "ł": "l", "ø": "o", "æ": "ae", "ß": "ss", "’": "'", "‘": "'", "`": "'"})
_MARKS = re.compile(r"[*_\\#>|]+")
_COMBINING = re.compile("[\u0300-\u036f]")


def fold(text: str) -> str:
    """Small letters without accents, quotation marks made plain."""
    return _COMBINING.sub("", unicodedata.normalize("NFKD", text.casefold())).translate(_PLAIN)


def bare(text: str) -> str:
    """The words of a line without Markdown's signs and outer blanks."""
    return _MARKS.sub("", text).strip()


def set_of(words: str) -> frozenset[str]:
    """The words of a line as a set."""
    return frozenset(words.split())


def _folded(pattern: str) -> re.Pattern[str]:
    """A pattern for folded text, its own letters folded but for their size, which patterns need."""
    letters = _COMBINING.sub("", unicodedata.normalize("NFKD", pattern)).replace("ς", "σ")
    return re.compile(letters)


KIND_OF_TEXT = _folded(
    r"\b(?:joint\s+(?:statement|declaration|communique|vision|press|position|action)|\w*statement|declaration\w*|"
    r"communiqu\w*|conclusions?|chair'?s\s+summary|memorandum|resolution|report\s+of|outcome\s+document|agreement|"
    r"commitments?|charter|izjav\w*|deklarac\w*|zakljuc\w*|sporazum\w*|saopsten\w*|priopcen\w*|kominike\w*|"
    r"bildiri\w*|bildirge\w*|beyan\w*|mutabakat\w*|deklarasyon\w*|sonuc\w*|uttalande\w*|slutsats\w*|deklaration\w*|"
    r"kommunike\w*|erklaring\w*|erklarung\w*|schlussfolger\w*|δηλωσ\w*|διακηρυξ\w*|συμπερασμ\w*|ανακοινωθ\w*|"
    r"заявлени\w*|деклараци\w*|коммюник\w*|изјав\w*|декларациј\w*|закључ\w*|заклучоци\w*|саопштењ\w*|споразум\w*|"
    r"заключени\w*|итогов\w*|изявлени\w*|declaratie\w*|declaracion\w*|dichiarazion\w*|comunicat\w*|comunicad\w*|"
    r"conclusio\w*|conclusion\w*|concluzi\w*|deklarat\w*|prohlaseni\w*|vyhlaseni\w*|nyilatkozat\w*|oswiadczeni\w*|"
    r"julkilausum\w*|julistu\w*|avaldus\w*|uhisavaldus\w*|pazinojum\w*|pareiskim\w*|verklaring\w*|declaraca\w*|"
    r"kozlemen\w*|заяв\w*|деклараці\w*|بيان|اعلان|إعلان|"
    r"zavery|zapisnik\w*|izvjesta\w*|izvesta\w*|rapport\w*|rezoluc\w*|rezolucij\w*)\b"
)
"""A word that says which kind of text this is; a title has one."""

TITLE_OPENS = _folded(
    r"(?:joint|final|draft|common|political|ministerial|leaders'?|chair\w*'?s?)?\s*"
    r"(?:κοιν\w+|joint|statement|declaration|communique|conclusions|zajednick\w+|gemensam\w*|ortak|κοινη|совместн\w+|"
    r"заједничк\w+|declaration|gemeinsame)\b"
)

TASKS = _folded(
    r"\b(?:reaffirm|recogni[sz]|welcom|reiterat|underlin|underscor|emphasi[sz]|acknowledg|commend|condemn|call(?:s|ed)?"
    r"\s+(?:on|upon|for)|commit|agree[ds]?\b|express|encourag|invit|support|recall|urge|stress|declar|decid|resolv|"
    r"statement|co-?operation|participants?\b|ministers?\b|delegations?\b|member\s+states|leaders\b|"
    r"potvrd|pozdravlja|naglas|istak|pozivaj|obavez|suradnj|saradnj|ministr|zemlj|ugovorn|strane\b|sudionic|ucesnic|"
    r"izraz|teyit|memnuniyet|vurgu|bakan|isbirlig|ulke|reaffirm|saluent|soulign|exprim|invitent|ministres?\b|"
    r"bekraft|valkomn|betona|fordom|uttalande|samarbet|ministrar|vi\s|επιβεβαιων|χαιρετιζ|υπογραμμ|"
    r"συνεργασι|υπουργ|подтвержд|приветств|подчерк|сотруднич|министр|стороны|потврђу|поздрав|нагла|сарадњ|министар|"
    r"потврду|соработк|bekraftig|begrus|zusammenarbeit|\w*minister|vereinbar|ministros?\b|presidentes\b|reafirm|ministri\b|"
    r"reuniti|vlad[ae]\b|strank\w*|premijer|gouvernements?\b|gobiernos?\b|governi\b|governments?\b)"
)
"""Stems that a statement can hardly do without: what parties do in it, and who they are."""

PREAMBULAR = _folded(
    r"(?:(?:and|also|further|furthermore|again|deeply|gravely|fully|strongly|profoundly|jointly|mutually|"
    r"recalling|firmly|duly|once\s+more|in|ponovno|ponovo|takoder|takode|duboko|iskreno|cvrsto)\s+)*"
    r"(?:(?:re)?(?:recall|affirm|recogni[sz]|acknowledg|welcom|emphasi[sz]|express|confirm|iterat|call)ing|noting|"
    r"(?:under)(?:lin|scor)ing|stressing|bearing|considering|taking|having|believing|desiring|wishing|commending|"
    r"highlighting|seeking|observing|keeping|guided|appreciating|celebrating|building|aiming|striving|determined|"
    r"resolv(?:ed|ing)|endorsing|honou?ring|marking|paying|referring|drawing|deploring|condemning|aware|mindful|"
    r"conscious|cogni[sz]ant|alarmed|concerned|convinced|committed|inspired|encouraged|desirous|anxious|united|"
    r"proud|pursuant|whereas|sharing|remaining|being|expecting|hoping|reflecting|respecting|intending|viewing|"
    r"upholding|cherishing|disturbed|distressed|regretting|rejecting|realizing|realising|in\s+recognition|"
    r"in\s+view\s+of|in\s+the\s+light|with\s+a\s+view|with\s+reference|on\s+the\s+basis|"
    # Serbian, Croatian, Bosnian, Montenegrin; Slovene; Czech; Polish
    r"\w{3,}(?:uci|aci|eci|avsi|ivsi|uvsi)\s(?!\s)|\w{3,}joc\s|svjesni|svesni|privrzeni|opredije?ljeni|uvjereni|uvereni|odlucni|zabrinuti|"
    r"predani|vodeni|rukovodeci|s\s+obzirom|na\s+temelju|na\s+osnovu|zavedajoc|\w{4,}jice\s|vedomi\s+si|\w{4,}jac\s|"
    # French; Spanish, Italian, Portuguese; Romanian
    r"\w{3,}ant(?:\s|,)|conscients?|convaincus?|resolus?|determines?|vu\s|preoccupes?|desireux|se\s+felicitant|"
    r"\w{4,}(?:ando|endo)\s|visto|vista|consapevoli|convinti|conscientes|convencidos|\w{4,}and\s+(?:ca|importanta)|"
    r"avand|luand|reafirmand|recunoscand|constienti|convinsi|"
    # Swedish, Danish, Norwegian; German; Albanian
    r"som\s+\w+(?:ar|er|r)\s|med\s+beaktande|erinrande|med\s+hansyn|i\s+medvetande|som\s+bekraftar|"
    r"in\s+anbetracht|in\s+anerkennung|in\s+bekraftigung|unter\s+hinweis|eingedenk|im\s+bewusstsein|in\s+dem\s+wunsch|"
    r"in\s+der\s+erwagung|uberzeugt|entschlossen|in\s+wurdigung|geleitet|duke\s|"
    # Greek; Serbian, Macedonian, Bulgarian, Russian in Cyrillic
    r"\w{4,}(?:οντας|ωντας)|\w{3,}(?:ући|јући|ећи|вши|јќи|вајки)\s|свесни|уверени|одлучни|решени|имајући|напомняйки|"
    r"подтверждая|признавая|отмечая|приветствуя|учитывая|ссылаясь|принимая|руководствуясь|выражая|подчеркивая|"
    r"напоминая|стремясь|будучи|сознавая|исходя|основываясь|потврдувајки|осознавая)"
)
"""How a preambular clause begins."""

PREAMBULAR_TAIL = _folded(r"(?:arak|erek|mekte\s+olup|dikkate\s+alip)\s*[,;]?\s*$")
"""How a preambular clause ends in Turkish, whose verb comes last."""

ENACTING_VERBS = ("adopt", "agree", "decid", "declar", "resolv", "conclud", "proclaim", "commit", "hereby")
"""How the verb of an English enacting formula begins."""

WE = _folded(r"[\"“„«'»]*\s*(?:we|mi|nous|vi|wir|biz|ми|мы|εμεις|ne|noi|my|nosotros|nos)\s*,\s")
"""How a chapeau begins that speaks for itself: "We, the …"."""

PRESENT = _folded(
    r"(?:and|in\s+the\s+presence|with\s+the\s+participation|together\s+with|as\s+well\s+as|joined\s+by|"
    r"accompanied\s+by|u\s+prisu\w+|uz\s+(?:sudjelovanje|ucesce|prisu\w+)|у\s+присуству|en\s+presence|"
    r"i\s+narvaro|με\s+τη\s+συμμετοχη|в\s+присутствии)\b"
)
"""How a chapeau goes on in a paragraph of its own."""

CHAPEAU = _folded(
    r"^(?:(?:we|mi|nous|vi|wir|biz|ми|мы|εμεις|ne|noi|my|nosotros)\b\s*,|"
    r"(?:the|les|die|os|los|oi|οι|τα)?\s*(?:\w+\s+){0,5}?(?:ministers|heads|presidents|leaders|directors|chiefs|"
    r"delegations|participants|representatives|members|states|governments|parties|council|conference|commanders|"
    r"ministri|predsjednici|predsednici|sefovi|direktori|ravnatelji|ucesnici|sudionici|predstavnici|celnici|lideri|"
    r"ministres|chefs|directeurs|participants|representants|ministrar(?:na)?|utrikesminist\w*|forsvarsminist\w*|"
    r"deltagar\w*|representant\w*|bakan\w*|baskan\w*|temsilci\w*|katilimci\w*|direktor\w*|"
    r"υπουργ\w*|αρχηγ\w*|συμμετεχοντ\w*|εκπροσωπ\w*|διευθυντ\w*|министр\w*|министри|председни\w*|директор\w*|"
    r"учесни\w*|участник\w*|представни\w*|представител\w*|руководител\w*|лидер\w*|главы)\b)"
)
MET = _folded(
    r"\b(?:met|meeting|gather(?:ed|ing)?|assembled|convened|convening|having\s+met|held|attended|"
    r"sastali|okupljeni|sastanku|sastanak|okupili|reunis|reunies|rencontres|motts|samlade|samlats|mote|mott|"
    r"toplan\w*|bir\s+araya|biraraya|συναντη\w*|συνηλθαν|συνεδρια\w*|συνηλθε|встретил\w*|собрал\w*|встреч\w*|"
    r"састали|окупљени|састанку|средба|сретна\w*|reunidos|riuniti|versammelt|zusammengetreten|takuar|mbledhur|"
    r"intalnit|reuniti|spotkali|zebrani)\b"
)

CLOSING = _folded(
    r"^(?:signed|done|adopted|issued|given|approved|agreed)\s+(?:at|in|on|this|by|and)\b|^(?:in\s+witness|for\s+the\s+"
    r"government|witnessed\s+by)|^(?:sacinjeno|sastavljeno|potpisano|usvojeno|doneseno|doneto|u\s+\w+,\s+\d)|"
    r"^(?:fait|signe|adopte)e?\s+(?:a|en|au|le)\b|^(?:utfardat|undertecknat|antaget)\b|"
    r"^.{0,60}(?:imzalanmistir|kabul\s+edilmistir)|^(?:υπεγραφη|εγινε|υιοθετηθηκε)|^(?:совершено|подписано|принято)\s|"
    r"^(?:сачињено|потписано|усвојено)\s|^(?:geschehen|unterzeichnet|angenommen)\s+|^(?:hecho|fatto|facut|bere)\s"
)

ANNEX = _folded(
    r"^(?:annex|appendix|list\s+of\s+participants|participants|aneks|prilog|lista\s+ucesnika|popis\s+sudionika|"
    r"annexe|liste\s+des\s+participants|bilaga|deltagarlista|ek|ek[-\s]?\d|katilimci\s+listesi|παραρτημα|"
    r"καταλογος\s+συμμετεχοντων|приложение|список\s+участников|прилог|листа\s+учесника|анекс|anhang|anlage|"
    r"teilnehmerliste|allegato|anexo|anexa|shtojca)\b[\s:.\-–]*(?:[ivx]{1,4}|\d{1,2}|[a-f])?\b"
)

STOPS = _folded(
    r"^(?:see\s+also|related\b.{0,40}|read\s+(?:more|also)\b.{0,60}|more\s+(?:news|on\s+this|about).{0,40}|"
    r"you\s+may\s+also\s+like.{0,20}|recommended.{0,30}|latest\s+news|most\s+read|further\s+information|"
    r"(?:press|media)\s+(?:contact|enquir|inquir|office|release\s+contact).{0,60}|contacts?|for\s+(?:more|further)\s+"
    r"information.{0,120}|for\s+media.{0,60}|notes?\s+(?:to|for)\s+editors.{0,20}|background\s*(?:note|information)?|"
    r"about\s+(?:the|us)\b.{0,60}|comments?|leave\s+a\s+(?:comment|reply)|subscribe.{0,60}|newsletter.{0,60}|follow\s+"
    r"us.{0,60}|share\s+(?:this|on|via).{0,60}|tags?\s*:.{0,200}|topics?\s*:.{0,200}|keywords?\s*:.{0,200}|"
    r"back\s+to\s+(?:top|list).{0,20}|privacy.{0,80}|cookie.{0,120}|terms\s+of\s+use.{0,80}|site\s*map|"
    r"povezan[ei]?\s+(?:clanci|vijesti|vesti|tem).{0,40}|procitajte\s+(?:jos|i|vise).{0,80}|najcitanije.{0,40}|"
    r"vezan[ei]\s+(?:clanci|vijesti|vesti).{0,40}|kontakt.{0,60}|komentari.{0,40}|pratite\s+nas.{0,40}|vise\s+o.{0,40}|"
    r"ilgili\s+haber.{0,40}|diger\s+haber.{0,40}|iletisim.{0,40}|basin\s+(?:irtibat|iletisim).{0,40}|yorumlar|"
    r"articles?\s+(?:lies|connexes|similaires).{0,20}|lire\s+aussi.{0,80}|a\s+lire\s+aussi.{0,80}|contacts?\s+presse.{0,40}|"
    r"voir\s+aussi.{0,60}|las\s+(?:mer|ocksa).{0,60}|relaterat.{0,40}|presskontakt.{0,60}|pressansvarig.{0,40}|"
    r"σχετικα\s+(?:αρθρα|νεα).{0,20}|διαβαστε\s+(?:επισης|ακομη).{0,60}|επικοινωνια.{0,40}|"
    r"читайте\s+(?:также|еще).{0,60}|по\s+теме.{0,20}|контакт.{0,40}|прочитајте.{0,60}|повезане\s+(?:вести|теме).{0,20}|"
    r"коментари.{0,20}|mehr\s+zum\s+thema.{0,40}|pressekontakt.{0,40}|weitere\s+informationen.{0,60})\s*:?$"
)
"""A line after which a web page speaks of other things."""

BUTTONS = _folded(
    r"^(?:(?:share\s+(?:on|via|by)\s+\w+|ir\s+al\s+contenido|saltar\s+al\s+contenido|compartir|imprimir|inicio|buscar|noticias|condividi|stampa|"
    r"udostepnij|drukuj|sdilet|vytisknout|zdielat|megosztas|distribuie|share|tweet|print|e-?mail|facebook|twitter|x|linkedin|whatsapp|telegram|viber|instagram|youtube|rss|"
    r"copy\s+link|save|listen|download(?:\s+(?:pdf|file|document|the\s+\w+))?|pdf|home(?:\s+page)?|news(?:room)?|menu|"
    r"search|login|log\s+in|sign\s+in|register|next|previous|back|skip\s+to\s+(?:main\s+)?(?:content|navigation)|"
    r"close|open|more|top|language|english|francais|advertisement|sponsored|live|video|photos?|gallery|teaser|"
    r"main\s+(?:navigation|menu|image)|breadcrumb|you\s+are\s+here|press\s+releases?|press\s+room|events?|media|"
    r"publications?|documents?|about(?:\s+us)?|contact(?:\s+us)?|xs|sm|md|lg|xl|xxl|text|body|image|font\s+size|a[+\-]|"
    r"podijeli|podeli|dijeli|stampaj|ispis|naslovna|pocetna|vijesti|vesti|novosti|aktuelno|pretraga|izbornik|meni|"
    r"dostupni\s+linkovi|prijava|foto|oglas|paylas|yazdir|ana\s*sayfa|haberler|ara|menu|giris|reklam|"
    r"partager|imprimer|accueil|actualites|rechercher|envoyer|publicite|telecharger|"
    r"dela|skriv\s+ut|start|hem|nyheter|sok|lyssna|annons|κοινοποιηση|εκτυπωση|αρχικη|νεα|αναζητηση|μενου|"
    r"top\s+of\s+page|bottom\s+of\s+page|transcription|size:\s*px|start\s+display\s+at\s+page:?|поделиться|печать|банер|ел\.\s+пошта|штампа|pdf|главная|новости|поиск|меню|реклама|подели|штампај|почетна|вести|насловна|сподели|печати|"
    r"teilen|drucken|startseite|suche|anzeige)(?:\s*[|/›»>·•,]\s*|\s+(?=share|tweet|print|e-?mail|facebook|twitter|x\b|"
    r"linkedin|whatsapp|podijeli|podeli|stampaj|paylas|yazdir|partager|imprimer|dela|skriv)|\s*$))+[.!:]?$"
)
NOTICES = _folded(
    r"^(?:read|watch|listen|photo(?:\s+(?:by|credit))?|image|source|credit|caption|video|gallery|tags?|published(?:\s+on)?|"
    r"posted(?:\s+(?:on|by|in))?|last\s+(?:updated|modified)|updated|author|by\s+line|category|categories|filed\s+under|"
    r"publication\s+date|date\s+published|reading\s+time|foto|izvor|objavljeno|autor|kategorija|kaynak|yayin\s+tarihi|"
    r"guncelleme|publie\s+le|mis\s+a\s+jour|credit\s+photo|publicerad|senast\s+uppdaterad|kalla|"
    r"πηγη|δημοσιευ\w*|φωτο\w*|источник|опубликовано|фото|извор|објављено|аутор|quelle|veroffentlicht)\s*[:|]"
    r"|^(?:(?:published|posted|last\s+updated)\s+(?:on\s+)?\d)"
    r"|^begin\s+text\s*:?$|^data:image/|^download\s+[\"“]|^willkommen\s+auf\b|^welcome\s+to\s+the\s+(?:site|website)|^de\s+wikisource"
    r"|^this\s+(?:content|page)\s+(?:has\s+been|is)\s+archived|^this\s+(?:site|website)\s+uses|"
    r"^(?:we|this\s+site)\s+uses?\s+cookies|^(?:©|\(c\)\s*\d{4}|copyright\b)|\ball\s+rights\s+reserved|^\d+\s+min(?:utes)?\s+read|"
    r"^(?:click|tap)\s+here|^(?:an?\s+)?(?:official\s+website|unofficial\s+translation\s+only)|"
    r"^skip\s+to\b|^jump\s+to\b|^accept\s+(?:all\s+)?cookies|^sva\s+prava\s+pridrzana|^tum\s+haklari|^tous\s+droits|"
    r"^все\s+права\s+защищены|^by\s+signing\s+up"
)
CAPTION = re.compile(r"^\s*(photo|image|foto|photo caption|фото|φωτο\w*|bild)\s*:\s*", re.IGNORECASE)
ADDRESS_LINE = _folded(
    r"^(?:https?://|www\.)\S+$|^data:image/|^\S{1,60}@\S{1,60}\.\w{2,10}$|^(?:contact\s*:\s*[\d+]|tel|phone|mob(?:ile)?|fax|e-?mail|telefon|mail|web|"
    r"τηλ|тел)\s*[.:]"
)

FULL_TEXT = _folded(
    r"^voici\s+(?:le\s+)?texte|texto\s+integro|testo\s+integrale|"
    r"\b(?:gave|issued|released|adopted|made)\s+(?:a|the)\s+(?:\w+\s+){0,2}(?:statement|declaration|communique):$|"
    r"^the\s+text\s+of\s+the\s+following\s+\w+|(?:full|complete|integral|following\s+is\s+the|here\s+is\s+the)\s+(?:\w+\s+){0,3}text\b|"
    r"\btext\s+of\s+(?:the|this)\s+(?:\w+\s+){0,4}(?:statement|declaration|communique|conclusions)\b.{0,80}$|"
    r"\b(?:statement|declaration|communique|conclusions)\s+(?:reads|is\s+as\s+follows|follows|in\s+full)\b|"
    r"tekst\s+(?:\w+\s+){0,4}(?:prenosimo|u\s+cijelosti|u\s+celini|glasi)|(?:prenosimo|objavljujemo)\s+(?:\w+\s+){0,5}"
    r"(?:cije?losti|cjelosti|celosti|celini|tekst)|u\s+cije?losti\s+glasi|(?:изјаву|декларацију)\s+преносимо|tam\s+metni|metninin\s+tamami|texte\s+integral|texte\s+complet|i\s+sin\s+helhet|"
    r"πληρες\s+κειμενο|полный\s+текст|в\s+(?:заявлени|деклараци|коммюник)\w+.{0,120}\s(?:говорится|отмечается):$|текст\s+(?:\w+\s+){0,3}(?:заявления|преносимо|у\s+целости)|im\s+wortlaut"
)

SPEECH = _folded(
    r",\s+(?:sager|sade|sier|siger|uppger)\s+\w|"
    r"[\"”“»«„]\s*,?\s*(?:\w+\s+){0,6}?(?:said|told|added|noted|stated|explained|concluded|rekao|rekla|kazao|kazala|"
    r"izjavio|izjavila|dodao|dodala|istakao|istakla|istaknuo|dedi|soyledi|ifade\s+etti|belirtti|a\s+declare|a-t-il|"
    r"a-t-elle|a\s+dit|a\s+affirme|sade|sager|uppger|ειπε|δηλωσε|τονισε|сказал\w*|заявил\w*|добавил\w*|рекао|рекла|"
    r"изјави\w*|додао|навео|sagte|erklarte)\b|"
    r"\b(?:said|told\s+(?:reporters|journalists|the\s+press|a\s+press|the\s+media)|told\s+a\s+news|"
    r"(?:he|she|minister|spokesperson|president|secretary\s+general)\s+(?:said|added|told|explained))\b|"
    r"\b(?:rekao|kazao|izjavio|izjavila|istakao|istaknuo)\s+je\b|\bje\s+(?:\w+\s+){0,4}(?:izjavio|izjavila|rekao|"
    r"kazao|istakao|istaknuo|naveo)\b|\b(?:рекао|изјавио|истакао|навео)\s+је\b|"
    r"\ba\s+declare\s+(?:a\s+la\s+presse|le\s+ministre|la\s+ministre)|\bsade\s+(?:\w+\s+){0,3}(?:efter|till)\b|"
    r"\bδηλωσε\s+(?:ο|η)\b|\bсообщил\w*\b|\bgazetecilere\b|\bdediler?\b|"
    r"\b(?:our\s+correspondent|news\s+agency|agency\s+reports?|\(reuters\)|\(afp\)|\(ap\)|\(tanjug\)|\(hina\)|\(fena\))"
)
"""A reporter's voice: who said what to whom."""

REPORTING = _folded(
    r"\b(?:on|this)\s+(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b|\b(?:yesterday|earlier\s+today|"
    r"later\s+(?:today|in\s+the\s+day)|a\s+press\s+conference|news\s+conference|according\s+to\s+(?:a|the)\s+"
    r"(?:press|statement|source|official)|our\s+portal|photographs?|u\s+(?:ponedjeljak|utorak|srijedu|sredu|cetvrtak|petak)"
    r"|juce|jucer|konferencij\w+\s+za\s+(?:novinare|medije|stampu)|lundi|mardi|mercredi|jeudi|vendredi|i\s+mandags|"
    r"i\s+tisdags|i\s+onsdags|i\s+torsdags|i\s+fredags|pazartesi|sali\s+gunu|carsamba|persembe|cuma\s+gunu|basin\s+"
    r"toplantisi|в\s+понедельник|во\s+вторник|в\s+среду|в\s+четверг|в\s+пятницу|пресс-конференц\w+|конференциј\w+\s+за)\b"
)

MONTHS = _folded(
    r"\b(?:jan|feb|mar|apr|may|maj|mai|jun|jul|aug|avg|sep|oct|okt|nov|dec|dez|sij|velj|ozuj|trav|svib|lip|srp|kol|ruj|"
    r"list|stud|pros|ocak|sub|nis|mayis|haz|tem|agu|eyl|eki|kas|ara|janv|fev|avr|juil|aout|γεν|ιαν|φεβ|μαρ|απρ|μαι|ιουν|"
    r"ιουλ|αυγ|σεπ|οκτ|νοε|δεκ|янв|фев|мар|апр|ма[йяј]|июн|июл|авг|сен|окт|ноя|дек|јан|јун|јул|сеп|нов|дец)\w*\.?\b"
)

FUNCTION_WORDS = set_of(
    fold(
        "the a an of and or for to in on at by with from as between its their our this that on no nos articles article "
        "und der die das des dem den von zu mit im am u na za od do iz s sa te kao o ili po pri et de du la le les au "
        "aux en sur pour par dans ou och av att pa med till om ve ile bir και του της των το τα οι με σε για στο στη "
        "στην από в на с со по для от до из у о за те joint mr mrs ms dr h.e. st"
    )
)
"""Words after which a line cannot end a sentence."""

ORDINAL_SIGNS = set_of("th st nd rd er ere eme e es re ème ère º ª o a")
SOFT_JOINTS = set_of(
    "cross self non long short high low multi vice socio euro post pre well anti pan north south east west full mid "
    "large small near counter people step state public law decision policy information evidence gender"
)
"""First halves of words that keep their hyphen where a line ends behind it."""

WITHOUT_PREJUDICE = _folded(
    r"\b(?:this\s+designation\s+is\s+without|ovaj\s+naziv\s+(?:ne|je)|ova\s+oznaka|bu\s+tanimlama|cette\s+designation|"
    r"denna\s+beteckning|αυτη\s+η\s+ονομασια|αυτος\s+ο\s+χαρακτηρισμος|овај\s+назив\s+|ова\s+ознака|это\s+название|"
    r"all\s+references\s+to\s+kosovo|diese\s+bezeichnung)"
)

ARTICLE = re.compile(
    r"(?:article|art\.|artikel|articolul|articolo|articulo|artikulli|neni|clan|clanak|clen|madde|αρθρο|члан|член|статья|"
    r"чл\.|clanok|clanek|cikk|paragraph|clause|point|tocka|tacka|punkt)\s*(?:no\.?\s*)?(\d{1,3}(?:er)?|premier|[ivxl]{1,6})\s*[.:)\-–]?",
    re.IGNORECASE,
)

STATUS = _folded(
    r"^\W*(?:draft|rev(?:ision)?\.?\s*\d|(?:first|second|zero|final)\s+draft|provisional|unofficial\s+translation|embargo|"
    r"restreint|limite|check\s+against|nacrt|projet|entwurf|borrador|proiect|taslak|utkast|проект|нацрт|traduction\s+libre)\b"
)
"""A line that says what stage a text is at, not what it is."""
COVER = _folded(
    r"(?:^delegations\s+will\s+find\s+(?:attached|enclosed|in\s+(?:the\s+)?annex)|^les\s+delegations\s+trouveront|"
    r"^die\s+delegationen\s+erhalten|\b(?:is|are)\s+(?:attached|annexed|set\s+out\s+in\s+the\s+annex)\b|"
    r"\bi\s+have\s+the\s+honou?r\s+to\s+(?:transmit|forward|enclose))"
)
"""How a covering note says that the statement itself follows in its annex."""
SUBJECT = _folded(r"^(?:subject|objet|betr(?:eff|ifft)?|asunto|oggetto|predmet|konu|arende|θεμα|предмет)\s*:\s*")

PAGE = _folded(
    r"^[\s\-–—|·•(\[]*(?:(?:page|pag\.?|p\.|strana|stranica|str\.|sayfa|sida|seite|side|faqe|pagina|oldal|σελιδα|σελ\.|"
    r"страница|стр\.|страна|лист)\s*[:.]?\s*\d{1,4}(?:\s*(?:of|/|od|von|av|sur|de|din|z|от|из|од|από|απο|\|)\s*\d{1,4})?"
    r"|\d{1,4}\s*(?:of|/|od|von|av|sur|из|од|απο)\s*\d{1,4}|\d{1,4}\s*\|\s*(?:page|p\s*a\s*g\s*e|sayfa|strana|sida)|"
    r"sayfa\s*\d{1,4}\s*/\s*\d{1,4}|\d{1,4}\s*\.?\s*(?:sayfa|oldal))[\s\-–—|·•)\]]*$|^\s*[-–—]\s*\d{1,4}\s*[-–—]\s*$|"
    r"^\s*\[\s*\d{1,3}\s*\]\s*$|^\d{2}-\d{5}(?:\s\([a-z]\))?(?:\s+\d+/\d+)?$|^\d{7}$|^\d{4,6}/\d{2,4}(?:\s+\w+\s+\d)?\s+[a-z]{1,4}/[a-z]{1,4}(?:/[a-z]{1,4})?\s+\d{1,3}$"
)
