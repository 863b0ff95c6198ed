# SPDX-License-Identifier: Apache-2.0
"""Telnyx: number lookup and message, by the official SDK `telnyx`."""

import urllib.parse

from recorder import MEANT_HOST
from telnyx import DefaultHttpxClient, Telnyx

KEY = "KEY-of-no-account"
PROFILE = "400174af-0a13-4e28-b4f5-0123456789ab"
MESSAGE_ID = "40385f64-5717-4562-b3fc-2c963f66afa6"
ENTRY = {"type": "telnyx", "apiKey": KEY, "messagingProfileID": PROFILE}
HEADERS = ("Idempotency-Key",)

SCENARIOS = [
    ("a number", "+12025550100", "Hi Zoë & Co, 50% off + a gift = fun: https://example.com/a?b=c#d"),
    ("a short code", "12345", "Line one\nLine two\n\n~ * - . _ ' ( ) ! \\ \""),
    ("an alphanumeric sender", "ACME", "Grüße “quoted” 🎉 \u200dand 漢字"),
    ("a number pool", PROFILE, "Hi"),
]

EXPLAINED = {
    "send field type": "we say SMS, so that no setting of a profile makes anything else of a message",
    "send header Idempotency-Key": "both send one; ours is our own id of the message, a UUID",
}


def sdk(url, sender, recipient, text):
    meant = urllib.parse.urlsplit(str(Telnyx(api_key=KEY).base_url))
    with DefaultHttpxClient(trust_env=False) as http:
        client = Telnyx(
            api_key=KEY, base_url=url + meant.path, http_client=http, default_headers={MEANT_HOST: meant.netloc}
        )
        client.number_lookup.retrieve(recipient, type="carrier")
        message = {"to": recipient, "text": text, "idempotency_key": "8e03978e-40d5-43e8-bc93-6894a57f9326"}
        if sender == PROFILE:
            client.messages.send_number_pool(messaging_profile_id=sender, **message)
        elif sender.isalpha():
            client.messages.send(from_=sender, messaging_profile_id=PROFILE, **message)
        else:
            client.messages.send(from_=sender, **message)


def answer(method, path):
    if method == "GET":
        carrier = {"name": "C", "type": "mobile", "error_code": None, "mobile_network_code": 866}
        return 200, {"data": {"phone_number": "+14154305555", "valid_number": True, "carrier": carrier}}
    recipient = {"phone_number": "+14154305555", "status": "queued", "carrier": "C", "line_type": "Wireless"}
    message = {"record_type": "message", "direction": "outbound", "id": MESSAGE_ID, "to": [recipient], "errors": []}
    return 200, {"data": message}
