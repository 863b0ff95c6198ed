// SPDX-License-Identifier: Apache-2.0

@testable import Basics
@testable import Campaign
@testable import Configuration
import HTTP
@testable import Lists
import Pacing
import Providers
import PhoneNumbers
import Testing

@Suite struct StepTests {
    private typealias Kind = TransportFailure.Kind
    private static let word = ProviderWord(code: "7", text: "said")

    private func failure(
        _ kind: TransportFailure.Kind,
        _ certainty: TransportFailure.Certainty
    ) -> TransportFailure {
        TransportFailure(kind: kind, certainty: certainty, detail: "what happened")
    }

    @Test(arguments: TransportFailure.Kind.allCases)
    func `a message that certainly did not leave is never unconfirmed`(kind: TransportFailure.Kind)
    {
        let step = SendStep(failure(kind, .notSent))
        switch kind {
        case .certificate: #expect(step == .stop(.certificate("what happened")))
        case .unsupported: #expect(step == .stop(.address("what happened")))
        case .cancelled: #expect(step == .again(.interrupted, detail: "what happened", pause: nil))
        default: #expect(step == .again(.unreachable, detail: "what happened", pause: nil))
        }
    }

    @Test(arguments: TransportFailure.Kind.allCases)
    func `a message that may have left is unconfirmed, and never tried again`(
        kind: TransportFailure.Kind
    ) {
        let reason: Reason =
            switch kind {
            case .timedOut: .timedOut
            case .badResponse, .tooLarge: .badResponse
            default: .connectionLost
            }
        let verdict = Verdict(.unconfirmed, reason, "what happened")
        let step = SendStep.ended(verdict, code: nil, .failed("what happened"))
        #expect(SendStep(failure(kind, .mayHaveBeenSent)) == step)
    }

    @Test(arguments: SendAnswer.Rejection.allCases.filter { $0 != .country })
    func `a refusal is the row's`(rejection: SendAnswer.Rejection) {
        let step = SendStep(
            .rejected(rejection, Self.word),
            pause: nil,
            provider: "p",
            hasAccepted: rejection != .undescribed
        )
        let verdict =
            rejection == .optedOut
            ? Verdict.skipped(.optedOut, "said") : Verdict(.failed, .rejected, "said")
        let isKnown = ![.unexplained, .unlisted, .undescribed].contains(rejection)
        let ending: FailureBreaker.Ending = isKnown ? .clear : .refused(Self.word)
        #expect(step == .ended(verdict, code: "7", ending))
    }

    @Test func `a code that nobody listed may be that of success, until one is accepted`() {
        let step = SendStep(.rejected(.unlisted, Self.word), pause: nil, provider: "p")
        guard case .doubtful(Self.word, let doubt) = step else {
            Issue.record("\(step)")
            return
        }
        #expect(doubt.contains("success"))
    }

    @Test func `a refusal that is not described may be anybody's, once a message was accepted`() {
        let step = SendStep(
            .rejected(.undescribed, Self.word),
            pause: nil,
            provider: "p",
            hasAccepted: true
        )
        guard case .doubtful(Self.word, let doubt) = step else {
            Issue.record("\(step)")
            return
        }
        #expect(doubt.contains("a firewall"))
    }

    /// What nobody can tell to be the provider's: the message's state and reason, and whether the
    /// run goes on.
    @Test(arguments: [
        (400, false, Status.pending, Reason.unreachable, true),
        (400, true, .unconfirmed, .badResponse, true),
        (403, false, .pending, .unreachable, true), (403, true, .unconfirmed, .badResponse, true),
        (404, false, .pending, .unreachable, true), (413, true, .unconfirmed, .badResponse, true),
        (451, false, .pending, .unreachable, true), (499, true, .unconfirmed, .badResponse, true),
        (401, false, .pending, .stopped, false), (401, true, .unconfirmed, .badResponse, false),
        (402, false, .pending, .stopped, false), (402, true, .unconfirmed, .badResponse, false),
        (407, false, .pending, .stopped, false), (407, true, .unconfirmed, .badResponse, false),
        (304, false, .pending, .stopped, false), (307, true, .unconfirmed, .badResponse, false),
        (308, false, .pending, .stopped, false), (301, false, .unconfirmed, .badResponse, false),
        (302, false, .unconfirmed, .badResponse, false),
        (302, true, .unconfirmed, .badResponse, false),
        (303, false, .unconfirmed, .badResponse, false),
    ])
    func `an answer that may be anybody's proves nothing`(
        status: Int,
        hasAccepted: Bool,
        state: Status,
        reason: Reason,
        goesOn: Bool
    ) {
        let word = ProviderWord(code: "\(status)", text: "HTTP \(status) without JSON")
        let step = SendStep(
            .unrecognised(UnrecognisedAnswer(status: status, word)),
            pause: nil,
            provider: "p",
            hasAccepted: hasAccepted
        )
        let record = SendRecord(step, ProviderReceipt(provider: "p", attempts: 1))
        #expect(record.verdict.status == state && record.verdict.reason == reason)
        #expect(record.handover.errorCode == "\(status)" && record.handover.cost == nil)
        #expect((step.stopCause == nil) == goesOn)
        if let cause = step.stopCause { #expect(cause.sentence.contains("\(status)")) }
    }

    @Test(arguments: [
        (401, "A and B"), (401, "or a proxy, a firewall or a login page"), (402, "no credit"),
        (407, "HTTPS_PROXY"), (302, "log in where the network asks for it"), (418, "or a proxy"),
    ])
    func `a stop for an answer that may be anybody's says where to look`(
        status: Int,
        words: String
    ) {
        let answer = UnrecognisedAnswer(status: status, Self.word, isFatal: true)
        let cause = StopCause.intercepted(answer, provider: "p", credentials: ["A", "B"])
        #expect(cause.sentence.contains(words), "\(cause.sentence)")
    }

    @Test func `an acceptance of this run counts like one of the ledger`() {
        let fresh = AcceptanceKnowledge()
        let strange = SendAnswer.unrecognised(UnrecognisedAnswer(status: 403, Self.word))
        #expect(!fresh.note(strange).ever)
        #expect(fresh.note(.accepted(id: "1")).ever && fresh.note(strange).inThisRun)
        let earlier = AcceptanceKnowledge(true).note(strange)
        #expect(earlier.ever && !earlier.inThisRun)
    }

    @Test(arguments: AccountRefusal.allCases)
    func `a refusal of the account stops`(refusal: AccountRefusal) {
        let cause = StopCause.account(refusal, provider: "p", Self.word)
        #expect(
            SendStep(.accountRefused(refusal, Self.word), pause: nil, provider: "p") == .stop(cause)
        )
    }

    @Test func `the other answers mean what they say`() {
        let pause = RetryAfter.seconds(.seconds(3))
        #expect(SendStep(.accepted(id: "x"), pause: nil, provider: "p") == .accepted(id: "x"))
        let again = SendStep(.notProcessed(Self.word), pause: pause, provider: "p")
        #expect(again == .again(.rateLimited, detail: "said", pause: pause))
        for (unclarity, reason) in [
            (SendAnswer.Unclarity.serverError, Reason.serverError), (.badResponse, .badResponse),
            (.usedID, .badResponse),
            (.partlyAccepted, .badResponse), (.contradictory, .badResponse),
        ] {
            guard
                case .ended(let verdict, "7", .failed(let detail)) = SendStep(
                    .unclear(unclarity, Self.word),
                    pause: nil,
                    provider: "p"
                )
            else {
                Issue.record("\(unclarity)")
                continue
            }
            #expect(
                verdict.status == .unconfirmed && verdict.reason == reason
                    && verdict.detail == detail
                    && verdict.detail.hasSuffix("said")
            )
        }
    }

    @Test(arguments: TransportFailure.Kind.allCases, TransportFailure.Certainty.allCases)
    func `a lookup may be asked again whatever happened to it`(
        kind: TransportFailure.Kind,
        certainty: TransportFailure.Certainty
    ) {
        let step = RequestStep<String>(failure(kind, certainty))
        switch kind {
        case .certificate: #expect(step == .stop(.certificate("what happened")))
        case .unsupported: #expect(step == .stop(.address("what happened")))
        case .nameResolution, .connection, .tlsHandshake, .proxy:
            #expect(step == .again("what happened", pause: nil, .network))
        case .tooLarge: #expect(step == .tooLarge("what happened"))
        case .timedOut, .connectionLost, .badResponse, .cancelled, .held:
            #expect(step == .again("what happened", pause: nil, .answer))
        }
    }

    private func step(_ answer: LookupAnswer, _ response: HTTPResponse) -> RequestStep<LookupResult>
    {
        let tools = RunTools(
            provider: Pipeline.provider,
            transport: ScriptedTransport(EventLog(JumpingTime())) { _, _ in .status(200, "") },
            time: JumpingTime(),
            retry: RetryPolicy(attempts: 1, base: .zero, cap: .zero)
        )
        return RequestStep(answer, response, by: tools)
    }

    @Test func `the answers to a lookup mean what they say`() {
        let (ok, busy) = (
            HTTPResponse(status: 200),
            HTTPResponse(status: 429, headers: [HTTPHeader("Retry-After", "4")])
        )
        let line = LineKnowledge(type: .mobile, source: .lookup, carrier: "Vodafone")
        let facts = LineFacts(lineType: .mobile, carrier: "Vodafone", word: "cell")
        #expect(step(.found(facts), ok) == .answered(.found(line, word: "cell")))
        #expect(step(.noSuchNumber(Self.word), ok) == .answered(.noSuchNumber("said")))
        #expect(step(.refused(Self.word), ok) == .answered(.refused(Self.word)))
        #expect(step(.failed(Self.word), ok) == .answered(.unexplained(Self.word)))
        let refusal = StopCause.account(.credit, provider: Sample.provider, Self.word)
        #expect(step(.accountRefused(.credit, Self.word), ok) == .stop(refusal))
        #expect(
            step(.tryAgain(Self.word), HTTPResponse(status: 503))
                == .again("said", pause: nil, .answer)
        )
        let again = RequestStep<LookupResult>.again("said", pause: .seconds(.seconds(4)), .rate)
        #expect(step(.tryAgain(Self.word), busy) == again)
        #expect(step(.throttled(Self.word), ok) == .again("said", pause: nil, .rate))
    }

    @Test func `only what the provider certainly did not work on is free`() {
        typealias Step = RequestStep<String>
        #expect(Step.again("", pause: nil, .network).isFree)
        #expect(Step.again("", pause: nil, .rate).isFree)
        #expect(!Step.again("", pause: nil, .answer).isFree)
        #expect(Step.stop(.ledger("")).isFree)
        #expect(!Step.failed("").isFree && !Step.answered("").isFree)
    }
}
