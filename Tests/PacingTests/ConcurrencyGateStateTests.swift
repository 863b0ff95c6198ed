// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Pacing

@Suite struct ConcurrencyGateStateTests {
    @Test func `those who wait are let in first come, first served`() {
        var state = ConcurrencyGateState<String>(limit: 1)
        let entered = [state.enter(1, "first"), state.enter(2, "second"), state.enter(3, "third")]
        #expect(entered == [true, false, false])
        let admitted = [state.leave(), state.leave(), state.leave()]
        #expect(admitted == ["second", "third", nil])
        let enteredLater = state.enter(4, "fourth")
        #expect(enteredLater)
    }

    @Test func `who gives up is passed over`() {
        var state = ConcurrencyGateState<String>(limit: 1)
        _ = state.enter(1, "first")
        _ = state.enter(2, "second")
        _ = state.enter(3, "third")
        let cancelled = [state.cancel(2), state.cancel(2)]
        #expect(cancelled == ["second", nil])
        let admitted = [state.leave(), state.cancel(3)]
        #expect(admitted == ["third", nil])
    }
}
