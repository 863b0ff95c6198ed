// SPDX-License-Identifier: Apache-2.0

import Basics
import Foundation
import HTTP
import PhoneNumbers
import Providers
import TestSupport

import struct Campaign.ProviderConnection

/// A provider that speaks Plivo's wire format, and whatever can go wrong on the way to it and back.
struct ModelledProvider: HTTPTransport {
    let world: World
    /// Tells whether the run is over, after which nothing may leave.
    let hasStopped: @Sendable () -> Bool

    /// The account that a command goes through, and the way to it.
    static func connection(
        _ command: Command,
        in world: World,
        hasStopped: @escaping @Sendable () -> Bool
    ) -> ProviderConnection {
        let endpoint = ProviderEndpoint(
            baseURL: "http://127.0.0.1:1",
            lookupBaseURL: "http://127.0.0.1:1",
            credentials: Credentials(user: command.account, password: "secret"),
            timeout: .seconds(30)
        )
        return ProviderConnection(
            provider: Plivo(name: command.wish.entry, endpoint: endpoint),
            identity: Secret(command.account),
            transport: ModelledProvider(world: world, hasStopped: hasStopped)
        )
    }

    func send(_ request: HTTPRequest) async throws(TransportFailure) -> HTTPResponse {
        world.machine.checkPresence()
        guard !world.isDead else { throw Self.gone }
        let reply: Reply? =
            if request.method == .post {
                await message(request)
            } else if request.url.contains("/Message/") {
                await status(request)
            } else {
                await lookup(request)
            }
        guard !world.isDead, let reply else { throw Self.gone }
        return try reply.response()
    }

    private static let gone = TransportFailure(
        kind: .cancelled,
        certainty: .notSent,
        detail: "there is no world any more"
    )
}

// MARK: - Lookups

extension ModelledProvider {
    private func lookup(_ request: HTTPRequest) async -> Reply {
        let number = String(request.url.drop { $0 != "+" }.prefix { $0 != "?" })
        let fate = world.state.withLock { $0.lookupFate() }
        let reply = fate.reply(type: Lists.isLandline(number) ? "fixed" : "mobile")
        world.note("GET \(number) \(fate.rawValue)")
        let latency = world.state.withLock { state in
            if fate.isCharged { state.chargedLookups[state.command.campaign, default: 0] += 1 }
            if fate == .noType, let number = PhoneNumber(e164: number) {
                state.disguised.insert(number)
            }
            return reply.latency(&state.chance)
        }
        await world.machine.pause(until: world.machine.now + latency)
        return reply
    }
}

// MARK: - What becomes of messages

extension ModelledProvider {
    /// Answers a question after a message; `nil` where nobody waits for the answer any more.
    private func status(_ request: HTTPRequest) async -> Reply? {
        let id = request.url.split(separator: "/").last.map { String($0) } ?? ""
        let now = world.machine.now
        let (fate, state, latency) = world.state.withLock { state in
            state.run.unasked = nil
            state.counts.questions += 1
            let fate = state.statusFate()
            let delivery = state.deliveries[id]
            let word: (word: String, code: String) =
                delivery.flatMap { $0.at <= now ? $0.fate.state : nil } ?? ("queued", "000")
            return (fate, word, fate.reply(word, of: id).latency(&state.chance))
        }
        world.note("GET \(id) \(fate.rawValue) \(state.word)")
        guard await world.machine.sleep(until: now + latency) else { return nil }
        if fate == .unknown { world.state.withLock { $0.deliveries[id]?.told = "gone" } }
        guard fate == .told else { return fate.reply(state, of: id) }
        let isBroke = state.code == DeliveryFate.noCredit.state.code
        world.state.withLock { world in
            world.deliveries[id]?.told = state.word
            if isBroke { world.run.toldBroke = world.run.toldBroke ?? now + latency }
        }
        let isUnheard = isBroke && world.flaw == .deafSampler
        return fate.reply(isUnheard ? DeliveryFate.delivered.state : state, of: id)
    }
}

// MARK: - Messages

extension ModelledProvider {
    /// The one field of a message that is looked at; others may be numbers.
    private struct Body: Decodable { let dst: String }

    private func message(_ request: HTTPRequest) async -> Reply {
        let body = try? JSONDecoder().decode(Body.self, from: Data(request.body))
        guard let number = PhoneNumber(e164: body?.dst ?? "") else {
            world.complain("a message that nobody can read")
            return .status(400, "")
        }
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
        let now = world.machine.now
        if isRepeated {
            world.state.withLock { state in _ = state.accept(state.key(number), at: now) }
        }
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
        DepartureChecks(world: world).check(number, at: now)
        if hasStopped() { world.complain("a message after the stop: \(number)") }
        return world.state.withLock { state in
            state.departures[state.command.account, default: []].append(now)
            if !state.run.departed.contains(number) { state.run.departed.append(number) }
            state.run.fates[number] = fate
            state.counts.requests += 1
            state.counts.fates[fate, default: 0] += 1
            state.flights[state.counts.requests] = WorldState.Flight(
                key: state.key(number),
                fate: fate
            )
            return state.counts.requests
        }
    }

    private func arrive(_ flight: Int) -> String {
        let now = world.machine.now
        return world.state.withLock { state in
            guard let flight = state.flights.removeValue(forKey: flight), flight.fate.accepts else {
                return ""
            }
            return state.accept(flight.key, at: now)
        }
    }

    private func noteAnswer(_ number: PhoneNumber, _ fate: SendFate) {
        let now = world.machine.now
        world.note("answer \(number) \(fate.rawValue)")
        world.state.withLock { state in
            guard !state.isDead else { return }
            if fate == .accepted { state.run.unasked = state.run.unasked ?? now }
            if fate.isAmbiguous {
                state.counts.ambiguous += 1
                state.doubtful.insert(state.key(number))
            }
            guard let pause = fate.pause else { return }
            let until = now + .seconds(pause)
            state.restUntil = max(state.restUntil, until)
            let earlier = state.pauses[state.command.account]
            if let earlier, earlier.until >= until { return }
            state.pauses[state.command.account] = (now, until)
        }
    }
}
