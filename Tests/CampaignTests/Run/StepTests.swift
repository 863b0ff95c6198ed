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
        #expect(SendStep(failure(kind, .mayHaveBeenSent)) == .ended(verdict, code: nil, .ambiguous))
    }

    @Test(arguments: SendAnswer.Rejection.allCases.filter { $0 != .country })
    func `a refusal is the row's`(rejection: SendAnswer.Rejection) {
        let step = SendStep(.rejected(rejection, Self.word), pause: nil, provider: "p")
        let verdict =
            rejection == .optedOut
            ? Verdict.skipped(.optedOut, "said") : Verdict(.failed, .rejected, "said")
        let ending: Circuit.Ending = rejection == .unexplained ? .unexplained(Self.word) : .clear
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
                case .ended(let verdict, "7", .ambiguous) = SendStep(
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
                    && verdict.detail.hasSuffix("said")
            )
        }
    }

    @Test(arguments: TransportFailure.Kind.allCases, TransportFailure.Certainty.allCases)
    func `a lookup may be asked again whatever happened to it`(
        kind: TransportFailure.Kind,
        certainty: TransportFailure.Certainty
    ) {
        let step = LookupStep(failure(kind, certainty))
        switch kind {
        case .certificate: #expect(step == .stop(.certificate("what happened")))
        case .unsupported: #expect(step == .stop(.address("what happened")))
        case .nameResolution, .connection, .tlsHandshake, .proxy:
            #expect(step == .again(detail: "what happened", pause: nil, .network))
        case .timedOut, .connectionLost, .badResponse, .tooLarge, .cancelled:
            #expect(step == .again(detail: "what happened", pause: nil, .answer))
        }
    }

    @Test func `the answers to a lookup mean what they say`() {
        let facts = LineFacts(lineType: .mobile)
        let (ok, busy) = (
            HTTPResponse(status: 200),
            HTTPResponse(status: 429, headers: [HTTPHeader("Retry-After", "4")])
        )
        #expect(LookupStep(.found(facts), ok) == .found(facts))
        #expect(LookupStep(.noSuchNumber(Self.word), ok) == .noSuchNumber(Self.word))
        #expect(LookupStep(.accountRefused(.credit, Self.word), ok) == .account(.credit, Self.word))
        #expect(LookupStep(.failed(Self.word), ok) == .refused(Self.word))
        #expect(
            LookupStep(.tryAgain(Self.word), HTTPResponse(status: 503))
                == .again(detail: "said", pause: nil, .answer)
        )
        let again = LookupStep.again(detail: "said", pause: .seconds(.seconds(4)), .rate)
        #expect(LookupStep(.tryAgain(Self.word), busy) == again)
        #expect(LookupStep(.throttled(Self.word), ok) == .again(detail: "said", pause: nil, .rate))
    }
}
