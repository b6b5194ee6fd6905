package dev.labelmill.core.task;

import static dev.labelmill.core.task.Given.judge;
import static dev.labelmill.core.task.Given.label;

import dev.labelmill.core.batch.GivenSettings;
import dev.labelmill.core.batch.Tier;
import dev.labelmill.core.batch.Vendor;
import dev.labelmill.core.consensus.StopRule;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;

/**
 * Vendors of every kind: {@code files} names who must not have a task and what it takes the place of, {@code toloka} the former,
 * {@code argilla}, {@code second} and {@code argillans} neither.
 */
final class GivenVendors {

    static final Vendor FILES = vendor("files", Tier.CROWD, Vendor.Format.LABELMILL);
    static final Vendor ARGILLA = vendor("argilla", Tier.CROWD, Vendor.Format.ARGILLA);
    static final Vendor SECOND = vendor("second", Tier.CROWD, Vendor.Format.ARGILLA);
    static final Vendor ARGILLANS = vendor("argillans", Tier.EXPERT, Vendor.Format.ARGILLA);
    static final Vendor TOLOKA = vendor("toloka", Tier.CROWD, Vendor.Format.TOLOKA);
    static final Instant START = Instant.parse("2026-09-01T00:00:00Z");
    static final Judge ALONE = judge(new StopRule(2, 4, 0.9, false), 1);
    static final Judge BACKED = judge(new StopRule(2, 4, 0.9, true), 1);

    private GivenVendors() {}

    static Vendor vendor(String name, Tier tier, Vendor.Format format) {
        return new Vendor(name, tier, format, 12_000_000, 100, Duration.ofSeconds(20), false);
    }

    static Eligibility among(Vendor... vendors) {
        GivenSettings given = new GivenSettings();
        given.vendors = Arrays.asList(vendors);
        return new Eligibility(given.build());
    }

    static Task claimed(String vendor, int wanted) {
        return Given.people(wanted).claim("d-1", vendor, false);
    }

    static Task said(Task task, String vendor, int... answers) {
        Task now = task;
        for (int i = 0; i < answers.length; i++) {
            now = now.receive(label(Purpose.LABEL, vendor, "w" + i, answers[i], 1), ALONE);
        }
        return now;
    }

    static Instant after(int seconds) {
        return START.plusSeconds(seconds);
    }

    static Vendor skilled(Vendor vendor) {
        return new Vendor(
                vendor.name(),
                vendor.tier(),
                vendor.format(),
                vendor.delivery(),
                vendor.price(),
                vendor.capacity(),
                vendor.deadline(),
                vendor.seesPrelabel(),
                Set.of("radiology"),
                vendor.hours(),
                vendor.turnaround(),
                vendor.excludes());
    }
}
