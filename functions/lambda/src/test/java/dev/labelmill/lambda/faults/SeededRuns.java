package dev.labelmill.lambda.faults;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A batch of a seed, once in peace if it must end like that, and then in trouble again and again until there were as many faults
 * as are wanted.
 */
final class SeededRuns {

    private static final int MOST_A_RUN = 150;

    /** The step before which faults begin: by then a batch's people have some of its tasks. */
    private static final int LATEST = 60;

    private final Way way;
    private final long seed;
    private final Set<FaultKind> kinds;
    private final int faults;

    /** @param faults how many are wanted in all */
    SeededRuns(Way way, long seed, Set<FaultKind> kinds, int faults) {
        this.way = way;
        this.seed = seed;
        this.kinds = kinds;
        this.faults = faults;
    }

    /**
     * What came of a seed.
     *
     * @param seen how often there was in its runs what a way is about
     * @param differences what was not as in the calm run, in sentences that begin with seed and run
     */
    record Result(
            Way way,
            long seed,
            int runs,
            Map<FaultKind, Integer> injected,
            Map<String, Integer> kills,
            Map<String, Integer> seen,
            List<String> differences) {

        int faults() {
            return injected.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    Result run() {
        Optional<Course> calm =
                comparesWithCalm() ? Optional.of(new Course(batch(), FaultPlan.calm()).run()) : Optional.empty();
        List<String> differences = new ArrayList<>();
        calm.ifPresent(course -> differences.addAll(judged(way + " seed " + seed + " calm", course, calm)));
        Map<FaultKind, Integer> injected = new EnumMap<>(FaultKind.class);
        Map<String, Integer> kills = new TreeMap<>();
        Map<String, Integer> seen = new TreeMap<>();
        int done = 0;
        int runs = 0;
        while (done < faults) {
            String name = way + " seed " + seed + " run " + ++runs;
            Course troubled = new Course(batch(), plan(runs, Math.min(MOST_A_RUN, faults - done)));
            try {
                differences.addAll(judged(name, troubled.run(), calm));
            } catch (AssertionError stuck) {
                differences.add(name + ": " + stuck.getMessage());
            }
            troubled.cloud.kills().forEach((function, times) -> kills.merge(function, times, Integer::sum));
            troubled.seen().forEach((what, times) -> seen.merge(what, times, Integer::sum));
            troubled.cloud.plan.injected().forEach((kind, times) -> injected.merge(kind, times, Integer::sum));
            done += Math.max(1, troubled.cloud.plan.total());
        }
        return new Result(way, seed, runs, injected, kills, seen, differences);
    }

    /** Each second run's faults begin later, when people are at work. */
    private FaultPlan plan(int run, int most) {
        long drawn = seed * 1000 + run;
        boolean late = (seed + run) % 2 == 0;
        return new FaultPlan(drawn, kinds, most, late ? Math.floorMod(drawn * 7919, LATEST) : 0);
    }

    private boolean comparesWithCalm() {
        return way.endsAlike() && !reroutes();
    }

    private boolean reroutes() {
        return kinds.stream().anyMatch(FaultKind.REROUTING::contains);
    }

    private TextBatch batch() {
        return new TextBatch(way, seed, reroutes());
    }

    private List<String> judged(String name, Course course, Optional<Course> calm) {
        return calm.isPresent() ? course.differences(name, calm.get()) : course.wrongs(name);
    }
}
