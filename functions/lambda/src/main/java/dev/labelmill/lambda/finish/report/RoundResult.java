package dev.labelmill.lambda.finish.report;

import dev.labelmill.core.results.BatchFigures;
import dev.labelmill.core.rounds.Forecast;
import dev.labelmill.core.rounds.RoundRecord;
import dev.labelmill.core.rounds.Stage;
import dev.labelmill.core.task.Purpose;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A round with what came of it.
 *
 * @param people items that people were asked about in it
 * @param labels that they gave and that stand in the end, those for other rounds' tasks that came in this one's time too
 * @param nanos what these cost in nano-dollars, at the batch's mean price of a label
 * @param furtherDollar items that a dollar was expected to buy when the round was planned, on the average over the round's: in
 *     LEARN accepted ones, as the dollars of the round before brought, below 0 where they lost some; in CALIBRATE accepted ones, by
 *     the forecast and what all that are drawn cost; in FINISH ones that people answer. Empty where nothing says it
 */
record RoundResult(int number, RoundRecord told, long people, long labels, long nanos, OptionalDouble furtherDollar) {

    private static final double NANOS_PER_DOLLAR = 1e9;

    /** A batch's rounds, oldest first; none of a batch without. */
    static List<RoundResult> of(Report report) {
        List<RoundRecord> told = report.batch().rounds();
        BatchFigures figures = report.figures();
        BatchFigures.Work work = figures.work().get(Purpose.LABEL);
        BatchFigures.Work adjudication = figures.work().get(Purpose.ADJUDICATION);
        double price = work.labels() == 0 ? 0 : (double) work.nanos() / work.labels();
        double perItem = figures.people() == 0 ? 0 : (double) (work.nanos() + adjudication.nanos()) / figures.people();
        List<Long> inRounds = RoundRecord.labels(told, work.labels());
        List<RoundResult> rounds = new ArrayList<>();
        for (int i = 0; i < told.size(); i++) {
            boolean isLast = i + 1 == told.size();
            long people = (isLast ? figures.asked() : told.get(i + 1).people())
                    - told.get(i).people();
            long labels = inRounds.get(i);
            OptionalDouble items = told.get(i).plan().stage() == Stage.LEARN
                    ? learning(rounds, told.get(i))
                    : buying(told.get(i), perItem);
            rounds.add(new RoundResult(i, told.get(i), people, labels, Math.round(labels * price), items));
        }
        return rounds;
    }

    private static OptionalDouble learning(List<RoundResult> before, RoundRecord round) {
        if (before.isEmpty() || round.plan().forecast().isEmpty()) {
            return OptionalDouble.empty();
        }
        RoundResult last = before.get(before.size() - 1);
        double gained = accepted(round) - accepted(last.told());
        return last.nanos() == 0 ? OptionalDouble.empty() : OptionalDouble.of(gained / last.nanos() * NANOS_PER_DOLLAR);
    }

    private static OptionalDouble buying(RoundRecord round, double nanosPerItem) {
        double items = round.plan()
                .forecast()
                .map(forecast -> forecast.accepted() / forecast.drawnItems())
                .orElse(1.0);
        return nanosPerItem == 0 ? OptionalDouble.empty() : OptionalDouble.of(items / nanosPerItem * NANOS_PER_DOLLAR);
    }

    private static double accepted(RoundRecord round) {
        return round.plan().forecast().map(Forecast::accepted).orElse(0.0);
    }
}
