"""Why a file of a folder cannot be read, in Swedish."""

from typing import Final

_SCANNED: Final = "låt ett program läsa bilden (OCR), och ge dess text"
_AGAIN: Final = "be om filen på nytt, eller spara om den"
_GIVE: Final = "ge en text-, PDF- eller DOCX-fil"
_SAVE: Final = "spara den som DOCX eller PDF"
_REFUSED: Final[dict[str, tuple[str, str]]] = {
    "is empty": ("filen är tom", "ge en fil med text"),
    "holds no text": ("filen har ingen text", _GIVE),
    "is an image, without text": ("en bild, utan text", _SCANNED),
    "is a PDF that holds no text (scanned?)": (
        "en PDF utan text (inskannad?)",
        _SCANNED,
    ),
    "is a DOCX that holds no text": ("en DOCX utan text", _SCANNED),
    "is a PDF locked with a password": (
        "en PDF som är låst med lösenord",
        "spara den utan lösenordet",
    ),
    "is a damaged PDF": ("en skadad PDF", _AGAIN),
    "is a PDF that ends too early": ("en PDF som slutar för tidigt", _AGAIN),
    "is a damaged DOCX or zip file": ("en skadad DOCX- eller zip-fil", _AGAIN),
    "is a zip file, but no DOCX": ("en zip-fil, men ingen DOCX", _GIVE),
    "is an OpenDocument file": ("en OpenDocument-fil", _SAVE),
    "is an RTF file": ("en RTF-fil", _SAVE),
    "is a Word or Outlook file of the old kind": (
        "en Word- eller Outlook-fil av det gamla slaget",
        _SAVE,
    ),
    "is a web page (HTML)": ("en webbsida (HTML)", "spara den som text eller PDF"),
    "is an e-mail": (
        "ett e-brev",
        "spara brevet som är bifogat, och ge det",
    ),
    "is a folder that cannot be opened": (
        "en mapp som inte kan öppnas",
        "kontrollera att du får läsa den",
    ),
}


def refused_in_swedish(why: str, mend: str) -> tuple[str, str]:
    """The Swedish for *why* a file is refused and its *mend*; else as they are.

    >>> refused_in_swedish("is empty", "give a file with text in it")
    ('filen är tom', 'ge en fil med text')
    """
    return _REFUSED.get(why, (why, mend))
