package dev.labelmill.core.results;

import dev.labelmill.core.consensus.Vote;
import dev.labelmill.core.task.Resolution;
import dev.labelmill.core.task.Resolution.By;
import dev.labelmill.core.task.Stratum;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;

/** Settled tasks over the classes 0 and 1. */
final class Tasks {

    private Tasks() {}

    static SettledTask people(String item, int... answers) {
        return task(item, Stratum.HUMAN, OptionalInt.empty(), new Resolution(answers[0], 0.9, By.CROWD), answers);
    }

    static SettledTask adjudicated(String item, int expert, int... answers) {
        return task(item, Stratum.HUMAN, OptionalInt.empty(), new Resolution(expert, 1, By.EXPERT), answers);
    }

    static SettledTask gold(String item, int known, int... answers) {
        return task(item, Stratum.GOLD, OptionalInt.of(known), new Resolution(known, 1, By.KNOWN), answers);
    }

    static SettledTask accepted(String item, int prelabel) {
        return task(item, Stratum.AUTO, OptionalInt.empty(), new Resolution(prelabel, 0.99, By.PRELABEL));
    }

    static SettledTask audited(SettledTask task, int answer) {
        return new SettledTask(
                task.offset(),
                task.item(),
                task.stratum(),
                task.ballots(),
                task.millis(),
                task.known(),
                task.prelabel(),
                task.resolution(),
                OptionalInt.of(answer));
    }

    /** Drawn for an audit that nobody answered. */
    static SettledTask missed(SettledTask task) {
        return new SettledTask(
                task.offset(),
                task.item(),
                task.stratum(),
                task.ballots(),
                task.millis(),
                task.known(),
                task.prelabel(),
                task.resolution(),
                OptionalInt.empty(),
                true);
    }

    /** The n-th answer is annotator n's. */
    private static SettledTask task(
            String item, Stratum stratum, OptionalInt known, Resolution resolution, int... answers) {
        List<Vote> ballots = new ArrayList<>();
        for (int answer : answers) {
            ballots.add(new Vote("crowd/w" + ballots.size(), answer));
        }
        return new SettledTask(
                0,
                item,
                stratum,
                ballots,
                Collections.nCopies(ballots.size(), 2000L),
                known,
                OptionalInt.of(0),
                resolution,
                OptionalInt.empty());
    }
}
