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
        let step = SendStep(.rejected(rejection, Self.word), pause: nil, provider: "p")
        let verdict =
            rejection == .optedOut
            ? Verdict.skipped(.optedOut, "said") : Verdict(.failed, .rejected, "said")
        let ending: FailureBreaker.Ending = rejection == .unexplained ? .refused(Self.word) : .clear
        #expect(step == .ended(verdict, code: "7", ending))
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
            (.partlyAccepted, .badResponse),
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
        case .timedOut, .connectionLost, .badResponse, .cancelled:
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
        #expect(step(.failed(Self.word), ok) == .answered(.refused(Self.word)))
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
