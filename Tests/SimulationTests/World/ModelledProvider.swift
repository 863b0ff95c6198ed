// SPDX-License-Identifier: Apache-2.0

import Basics
import Campaign
import Configuration
import HTTP
import Ledger
import Lists
import Pacing
import Foundation
import PhoneNumbers
import TestSupport

/// A provider that speaks Plivo's wire format, and whatever can go wrong on the way to it and back.
struct ModelledProvider: HTTPTransport {
    let world: World
    /// Tells whether the run is over, after which nothing may leave.
    let stop: StopSwitch

    func send(_ request: HTTPRequest) async throws(TransportFailure) -> HTTPResponse {
        world.machine.checkPresence()
        guard !world.isDead else { throw Self.gone }
        let reply = request.method == .post ? await message(request) : await lookup(request)
        guard !world.isDead else { throw Self.gone }
        return try reply.response()
    }

    private static let gone = TransportFailure(
        kind: .cancelled,
        certainty: .notSent,
        detail: "there is no world any more"
    )

    private func lookup(_ request: HTTPRequest) async -> Reply {
        let number = String(request.url.drop { $0 != "+" }.prefix { $0 != "?" })
        let fate = world.state.withLock { $0.lookupFate() }
        let reply = fate.reply(type: Lists.isLandline(number) ? "fixed" : "mobile")
        world.note("GET \(number) \(fate.rawValue)")
        let latency = world.state.withLock { state in
            if fate.isCharged { state.chargedLookups += 1 }
            if fate == .noType, let number = PhoneNumber(e164: number) {
                state.disguised.insert(number)
            }
            return reply.latency(&state.chance)
        }
        await world.machine.pause(until: world.machine.now + latency)
        return reply
    }

    private func message(_ request: HTTPRequest) async -> Reply {
        let body = try? JSONDecoder().decode([String: String].self, from: Data(request.body))
        guard let number = PhoneNumber(e164: body?["dst"] ?? "") else { return .status(400, "") }
        let fate = world.state.withLock { $0.sendFate() }
        let flight = depart(number, fate)
        let (way, isRepeated) = world.state.withLock { state in
            (
                state.chance.milliseconds(upTo: 40),
                state.flaw == .repeatedRequests && fate == .acceptedThenLost
            )
        }
        await world.machine.pause(until: world.machine.now + way)
        guard !world.isDead else { return .status(0, "") }
        let id = arrive(flight)
        if isRepeated { _ = world.state.withLock { $0.accept(number) } }
        let reply = fate.reply(id: id)
        let latency = world.state.withLock { reply.latency(&$0.chance) }
        await world.machine.pause(until: world.machine.now + latency)
        noteAnswer(number, fate)
        return reply
    }

    /// The request leaves: everything that must hold at this moment is checked.
    private func depart(_ number: PhoneNumber, _ fate: SendFate) -> Int {
        let now = world.machine.now
        world.note("POST \(number) \(fate.rawValue)")
        let (isAnnounced, isTooEarly, flight) = world.state.withLock { state in
            state.departures.append(now)
            state.counts.requests += 1
            state.counts.fates[fate, default: 0] += 1
            state.flights[state.counts.requests] = WorldState.Flight(number: number, fate: fate)
            let isTooEarly = state.quiet.map { $0.since < now && now < $0.until } ?? false
            return (
                state.disk.messages[number]?.state == .intent, isTooEarly, state.counts.requests
            )
        }
        // With the flaw this would be found at once; the harm that it does is what is to be found.
        if !isAnnounced, world.state.withLock({ $0.flaw }) == nil {
            world.complain("no durable intent: \(number)")
        }
        if stop.cause != nil { world.complain("a message after the stop: \(number)") }
        if isTooEarly { world.complain("too early after a refusal for the rate: \(number)") }
        if let words = world.rails.objection(to: number, at: SimulatedTime(world: world).date) {
            world.complain("\(words): \(number)")
        }
        let isDisguised = world.state.withLock { $0.disguised.contains(number) }
        if Lists.isLandline(number.e164), !isDisguised {
            world.complain("a message to a landline: \(number)")
        }
        return flight
    }

    private func arrive(_ flight: Int) -> String {
        world.state.withLock { state in
            guard let flight = state.flights.removeValue(forKey: flight), flight.fate.accepts else {
                return ""
            }
            return state.accept(flight.number)
        }
    }

    private func noteAnswer(_ number: PhoneNumber, _ fate: SendFate) {
        let now = world.machine.now
        world.note("answer \(number) \(fate.rawValue)")
        world.state.withLock { state in
            guard !state.isDead else { return }
            if fate.isAmbiguous {
                state.counts.ambiguous += 1
                state.doubtful.insert(number)
            }
            guard let pause = fate.pause else { return }
            let until = now + .seconds(min(pause, 120))
            state.quiet = (now, max(until, state.quiet?.until ?? until))
        }
    }
}
