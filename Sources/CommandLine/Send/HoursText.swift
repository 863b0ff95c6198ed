// SPDX-License-Identifier: Apache-2.0

import Campaign

/// What the plan says of quiet hours, time zones and the time after which nothing is sent.
struct HoursText {
    let job: SendJob
    let plan: Plan

    /// Terms and sentences; none where messages may go out at any time.
    var facts: [(term: String, text: String)] {
        guard job.rules.timetable != nil else { return [] }
        var facts: [(term: String, text: String)] = []
        if let quiet = WaitingText(waiting: plan.quietNow, zone: job.context.timeZone).plan {
            facts.append(("quiet hours", quiet))
        }
        if let deadline = job.arguments.sendBefore ?? job.settings.sendBefore {
            facts.append(("send before", "\(deadline); whoever cannot be sent a message until then is left out"))
        }
        if let notice = job.settings.quietHours?.notice { facts.append(("hours", notice)) }
        if let first = plan.firstMisreadZone {
            let rows = Figures.count(plan.misreadZones, "row names", "rows name")
            let text = "warning: \(rows) a time zone that is not known (\(Printable.text(first)) first); "
            facts.append(("time zones", text + "the number's own time zones count there"))
        }
        return facts
    }
}
