# SPDX-License-Identifier: Apache-2.0
"""The runs during which the power is lost: campaigns, and whatever else writes into a ledger."""

import itertools
import os
import random
import time

import earlier
import power
from campaign import Campaign, List, ManyMobiles
from verdict import Tally, settle_and_judge

LARGE = 4000
# The messages of the campaign that is forgotten.
OTHERS = 30


class Loss:
    """A run that is traced, and how the campaign goes on from what the disk may hold.

    `prepare` brings a new campaign to where the run begins, `words` is its command, and `again` what is done after the loss,
    before the campaign is resumed. `most` is how many moments of each kind are tried, `check` says what is wrong with one itself.
    """

    def __init__(self, name, recipients, prepare=lambda campaign: None, words=None, again=(), ends=1, most=None, check=lambda moment: (), **more):
        self.name, self.recipients, self.prepare, self.words, self.again = name, recipients, prepare, words, again
        self.ends, self.most, self.check, self.more = ends, most, check, more

    def campaign(self, settings):
        return Campaign(settings.binary, self.recipients, **self.more)

    def run(self, settings, pool):
        """Traces the run, loses the power, goes on, and judges."""
        tally, chance = Tally(), random.Random(settings.seed)
        with self.campaign(settings) as campaign:
            self.prepare(campaign)
            trace = power.Trace(campaign, self.words)
        count = 0
        moments = trace.moments(chance, **self.most)
        # A few at a time: each holds the files of a ledger.
        while some := list(itertools.islice(moments, settings.jobs)):
            count += len(some)
            list(pool.map(lambda moment: self.after(settings, moment, tally), some))
        tally.add(self.name, trace.problems)
        return tally, count

    def after(self, settings, moment, tally):
        """Goes on with the files that the disk may hold, and with a provider that remembers."""
        name = "%s, %s" % (self.name, moment)
        with self.campaign(settings) as campaign:
            moment.restore(campaign.folder)
            campaign.provider.record.entries += moment.log
            found = list(moment.problems()) + list(self.check(moment))
            # Restored files are others than those that the ledger lay in, which no disk does to them.
            options = ["--moved-ledger"]
            for words in self.again:
                ended = campaign.run(words=words, options=options if words[0] == "reconcile" else ())
                if ended.status not in (0, 1):
                    found.append("%s: %s" % (" ".join(words), ended))
            settle_and_judge(campaign, self.ends, tally, name, found, options)


def killed_halfway(campaign, share=0.5):
    """Kills a run when that share of the messages has been accepted."""
    goal = share * sum(1 for entry in campaign.list.expected if entry["status"] == "sent")
    process = campaign.start()
    while process.poll() is None and len(campaign.provider.sends) < goal:
        time.sleep(0.001)
    process.kill()
    campaign.finish(process)
    campaign.provider.wait_until_idle()


def of_version(version):
    def prepare(campaign):
        killed_halfway(campaign)
        earlier.put_in_place(campaign, version)
    return prepare


def with_another(campaign):
    """A second campaign in the ledger, which the provider's log forgets; and the first one, killed halfway."""
    other = List(100, 99).first_to_be_sent(OTHERS)
    for entry in other.expected:
        campaign.provider.numbers.setdefault(entry["number"], "mobile")
    other.write(os.path.join(campaign.folder, "other"))
    ended = campaign.run(words=[
        "send", "other/recipients.csv", "--template", "template.txt", "--campaign", "other", "--yes", "--quiet"])
    if ended.status != 0:
        raise SystemExit("a campaign that nothing happens to fails: %s" % ended)
    campaign.provider.wait_until_idle()
    campaign.provider.record.entries.clear()
    killed_halfway(campaign)


def half_forgotten(moment):
    """A campaign is forgotten as a whole or not at all."""
    left = moment.ask("SELECT count(*) FROM messages JOIN campaigns ON campaigns.id = campaign_id WHERE name = 'other'")
    return [] if left in (0, OTHERS) else ["of the forgotten campaign the disk holds %s" % left]


def settled_in_doubt(campaign):
    """A campaign at its end with some messages in doubt."""
    killed_halfway(campaign)
    campaign.run()


def losses(settings):
    recipients, every = List(50, settings.seed), 10**6
    found = [Loss("new ledger", recipients, most={"post": every, "mirror": every, "any": settings.moments})]
    few = {"post": 4, "mirror": 20, "ledger": 20, "any": settings.moments // 4}
    found += [
        Loss("migration from version %d" % version, recipients, of_version(version), ends=2, most=few)
        for version in earlier.VERSIONS]
    reconcile, forget = ["reconcile", "proof"], ["campaigns", "--forget", "other", "--yes"]
    found.append(Loss(
        "reconcile", recipients, settled_in_doubt, reconcile, [reconcile], in_flight=8, latency_ms=50,
        most={"mirror": every, "ledger": 20, "any": settings.moments // 2}))
    found.append(Loss(
        "forget", recipients, with_another, forget, check=half_forgotten,
        most={"mirror": every, "ledger": 20, "any": settings.moments // 2}))
    found.append(Loss(
        "%d messages" % settings.large, ManyMobiles(settings.large, settings.seed), in_flight=20,
        settings={"lookup": {"mode": "never"}},
        most={"post": settings.moments // 10, "mirror": 30, "ledger": settings.moments // 5, "any": settings.moments // 10}))
    return [loss for loss in found if not settings.losses or loss.name.split()[0] in settings.losses]
