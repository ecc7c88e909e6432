"""What is planted: everything a citizen, a clerk and a provider bring along."""

GIVEN_NAMES = "Zoëlle Aurélie"
FAMILY_NAME = "Vandenbröck-Çelik"
NUMBER = "85073003328"
SUB = "person-plantsub-7731"
EMAIL = "zoelle.plant@voorbeeld.example"
PHONE = "+32470123499"
USERNAME = "zoelle-plantnaam"
SIGN_IN_WORDS = "een lang geheim Woord 99"
TYPED_NAME = "zoelle-tiepfout"
MISTYPED_WORDS = "een fout geheim Woord 98"
REMARK = "Mijn kat heet Wodewick Ünder"
FILE_NAME = "attest-plantbestand.pdf"
FILE = b"%PDF-1.4 Plantinhoud-Zevenslag"
QUESTION = "Welke plantvraag, juffrouw Öosterlinck?"
ANSWER = "Dat is het plantantwoord van Wodewijk"
MESSAGE = "Plantbericht over kater Wodewick"
MESSAGE_FILE_NAME = "plantbericht-bijlage.pdf"
MESSAGE_FILE = b"%PDF-1.4 Plantbericht-Tienslag"
NOTE = "Plantnotitie van juffrouw Wodelinde"
DRAFT = "Plantconcept over tante Wodewine"
DRAFT_FILE_NAME = "plantconcept-bijlage.pdf"
DRAFT_FILE = b"%PDF-1.4 Plantconcept-Achtslag"
LATE_DRAFT = "Plantconcept na het afmelden van Wodewine"
CLIENT_PROOF = "plant-client-secret-4471"
ACCESS = "plant-access-token-5512"
CODE = "plant-code-6617"
PROVIDER_ERROR = "Plantfout van Mevrouw Zoelle"
KEY = "plant-idempotency-7781"
REFUSED = "Plantwoord in een geweigerd antwoord"

#: Kept, so it must lie in storage when the vault is off.
KEPT = {
    "given names": GIVEN_NAMES,
    "family name": FAMILY_NAME,
    "national number": NUMBER,
    "name at the provider": SUB,
    "e-mail": EMAIL,
    "phone": PHONE,
    "user name": USERNAME,
    "mistyped user name": TYPED_NAME,
    "answer": REMARK,
    "file name": FILE_NAME,
    "file": FILE,
    "draft": DRAFT,
    "file name of a draft": DRAFT_FILE_NAME,
    "file of a draft": DRAFT_FILE,
    "draft of a stranger's browser": LATE_DRAFT,
    "clerk's question": QUESTION,
    "citizen's answer": ANSWER,
    "message": MESSAGE,
    "file name of a message": MESSAGE_FILE_NAME,
    "file of a message": MESSAGE_FILE,
    "note of a clerk": NOTE,
    "client secret": CLIENT_PROOF,
    "idempotency key": KEY,
}

#: Never kept, so it is not even there with the vault off.
NEVER_KEPT = {
    "printed number": "85.07.30-033.28",
    "password": SIGN_IN_WORDS,
    "mistyped password": MISTYPED_WORDS,
    "access token": ACCESS,
    "code": CODE,
    "words of the provider": PROVIDER_ERROR,
    "refused answer": REFUSED,
}
