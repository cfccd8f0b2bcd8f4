"""The fields that may stand in the header of a transcript, in Finnish, English and Swedish, in lower case."""

from __future__ import annotations

# A line with one of these is a header line only beside another listed field: it may be a turn of speech.
SPEAKER_FIELDS = frozenset({
    "haastattelija", "haastateltava", "haastattelijat", "haastateltavat", "vastaaja", "vastaajat", "kysyjä",
    "puhuja", "asumisneuvoja", "moderaattori",
    "interviewer", "interviewers", "interviewee", "interviewees", "respondent", "respondents", "participant",
    "moderator", "facilitator", "speaker",
    "intervjuare", "intervjuad", "intervjuperson", "informant", "deltagare",
})  # fmt: skip

# The fields that name the interview briefly, the best first.
SHORT_FIELDS = (
    "haastattelutunnus", "haastattelun tunnus", "tunnus", "haastattelukoodi", "haastattelunumero",
    "haastattelun numero", "interview id", "interview code", "interview number", "transcript id", "id",
    "intervjukod", "intervjunummer", "intervju id",
)  # fmt: skip

_FINNISH = (
    "aineisto", "aineiston nimi", "aineistotunnus", "aineistonumero", "haastattelu", "haastattelupäivä", "pvm",
    "päivämäärä", "päiväys", "haastattelupäivämäärä", "haastattelun päivämäärä", "haastattelun pvm", "haastatteluaika",
    "haastattelun ajankohta", "ajankohta", "aika", "kellonaika", "paikka", "haastattelupaikka", "haastattelun paikka",
    "kesto", "haastattelun kesto", "äänitteen kesto", "tallenteen kesto", "osallistujat", "osallistuja", "läsnä",
    "paikalla", "puhujat", "puhujien määrä", "litteroija", "litteroinut", "litterointi", "litterointitarkkuus",
    "litteroinnin taso", "litterointitaso", "suostumus", "suostumusversio", "suostumuksen versio",
    "litterointipäivä", "litterointipvm", "litteroitu", "tarkistaja", "tarkistanut", "tarkistettu",
    "tiedosto", "tiedostonimi", "tiedoston nimi", "äänitiedosto", "äänite", "tallenne", "projekti", "hanke",
    "tutkimus", "tutkija", "teema", "aihe", "kieli", "ryhmä", "ryhmähaastattelu", "haastattelumuoto",
    "haastattelutapa", "sukupuoli", "ikä", "ikäryhmä", "syntymävuosi", "koulutus", "ammatti", "tehtävä",
    "työnimike", "organisaatio", "työpaikka", "kunta", "kaupunki", "paikkakunta", "asuinpaikka", "asumismuoto",
    "huomautus", "huomautukset", "huomioita", "huomiot", "merkinnät", "litterointimerkit", "muuta", "lisätietoja",
    "lisätiedot", "otsikko", "versio", "anonymisointi", "anonymisoitu", "pseudonyymi",
)  # fmt: skip
_ENGLISH = (
    "project", "study", "dataset", "data", "interview", "date", "interview date", "date of interview", "time", "place",
    "location", "interview location", "venue", "duration", "length", "participants", "present", "speakers",
    "number of speakers", "transcriber", "transcribed by", "transcription date", "transcript", "transcription",
    "checked by", "file", "file name", "filename", "audio file", "audio", "recording", "researcher", "topic", "theme",
    "subject", "language", "group", "gender", "sex", "age", "year of birth", "education", "occupation", "profession",
    "role", "organisation", "organization", "city", "municipality", "notes", "note on transcription", "title",
    "version", "anonymised", "anonymized", "pseudonym",
)  # fmt: skip
_SWEDISH = (
    "material", "projekt", "studie", "intervju", "datum", "intervjudatum", "tid", "plats", "intervjuplats", "ort",
    "längd", "närvarande", "talare", "transkriberare", "transkriberad av", "transkription", "utskrift", "fil",
    "filnamn", "ljudfil", "inspelning", "forskare", "ämne", "tema", "språk", "grupp", "kön", "ålder", "födelseår",
    "utbildning", "yrke", "organisation", "kommun", "stad", "anteckningar", "titel", "rubrik",
)  # fmt: skip

FIELDS = frozenset((*_FINNISH, *_ENGLISH, *_SWEDISH, *SHORT_FIELDS)) | SPEAKER_FIELDS
