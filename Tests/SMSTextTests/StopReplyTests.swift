// SPDX-License-Identifier: Apache-2.0

import SMSText
import Testing

@Suite struct StopReplyTests {
    @Test(
        arguments: [
            "STOP", "stop", " Stop. ", "STOP!!!", "“STOP”", "StopAll", "STOP ALL", "unsubscribe",
            "UNSUBSCRIBE please", "Please stop", "please stop texting me",
            "stop sending me messages",
            "Remove me from your list", "opt out", "Opt-out", "OPTOUT", "Cancel", "END", "quit",
            "Stop. Who is this?", "STOP\nSent from my phone", "stop 🛑", "BAJA", "Arrêt",
            "ARRET svp",
            "Abmelden bitte", "Stopp!", "СТОП", "退订", "Revoke", "Hi, stop",
        ])
    func `whoever wants no more messages says it in one of these ways`(text: String) {
        #expect(StopReply(text) == .stop)
    }

    @Test(
        arguments: [
            "", " ", "YES", "Thanks, see you tomorrow", "ok", "1", "C", "Who is this?",
            "I will be at the end of the road", "cancel my appointment", "Please call me",
            "no", "The quit smoking course", "unstoppable", "nonstop flight", "👍", "Start",
        ])
    func `other replies are none of it`(text: String) {
        #expect(StopReply(text) == .other)
    }

    @Test(
        arguments: [
            "Can I stop by at 5?", "Don't stop", "Do stop, it is my mother's phone",
            "I said STOP already", "Stop by tomorrow?", "stop-over in Rome", "Stop’s the word",
        ])
    func `a stop among other words is for the user to judge`(text: String) {
        #expect(StopReply(text) == .unclear)
    }
}
