package dev.labelmill.lambda.publish;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.budget.Usage;
import dev.labelmill.core.results.BatchFigures;
import dev.labelmill.core.results.Reading;
import dev.labelmill.core.tally.Counters;
import dev.labelmill.lambda.Handler;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.store.BatchStore;
import dev.labelmill.lambda.store.BudgetStore;
import dev.labelmill.lambda.store.HourStore.Hour;
import dev.labelmill.lambda.store.Keys;
import dev.labelmill.lambda.store.TallyStore;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Publishes at each tick: the most active batches one by one, up to a cap, since CloudWatch charges for each metric of
 * each by the hour, so that those of this hour stay; every project's sums; and, always, how many batches are active and
 * what lies in the dead-letter queues.
 */
public final class Publishing implements Handler {

    /** The name that this function's lines go by. */
    private static final String FUNCTION = "publish";

    private static final Logger LOG = Logger.getLogger(Publishing.class);

    private final BatchStore batches;
    private final TallyStore tallies;
    private final BudgetStore budgets;
    private final MetricHours hours;
    private final BatchMetrics batchMetrics;
    private final ProjectMetrics projectMetrics;
    private final Comparison comparison;
    private final DeadLetters deadLetters;
    private final EmfLog log;
    private final String stage;
    private final int cap;

    /**
     * @param stage name of the deployment
     * @param cap   how many batches have metrics of their own
     */
    public Publishing(
            BatchStore batches,
            TallyStore tallies,
            BudgetStore budgets,
            MetricHours hours,
            DeadLetters deadLetters,
            EmfLog log,
            String stage,
            int cap) {
        this.batches = batches;
        this.tallies = tallies;
        this.budgets = budgets;
        this.hours = hours;
        this.batchMetrics = new BatchMetrics(log, stage);
        this.projectMetrics = new ProjectMetrics(log, stage);
        this.comparison = new Comparison(log);
        this.deadLetters = deadLetters;
        this.log = log;
        this.stage = stage;
        this.cap = cap;
    }

    @Override
    public JsonNode handle(JsonNode event) {
        Instant now = log.now();
        List<String> ids = batches.active();
        List<Observed> active = ids.stream()
                .flatMap(id -> observe(id).stream())
                .sorted(Comparator.<Observed>comparingInt(batch -> batch.isCounted(now) ? 0 : 1)
                        .thenComparingDouble(batch -> -batch.labelsPerHour(now))
                        .thenComparing(batch -> -batch.figures().waiting())
                        .thenComparing(Observed::id))
                .toList();
        for (int i = 0; i < Math.min(cap, active.size()); i++) {
            publish(active.get(i), now, i == 0);
        }
        List<Observed> leftOut = active.stream().skip(cap).toList();
        projects(active)
                .forEach((project, own) -> projectMetrics.publish(
                        project, own, leftOut.stream().filter(own::contains).toList()));
        EmfEvent operations = new EmfEvent()
                .dimension("stage", stage)
                .property("function", FUNCTION)
                .count(Metric.ACTIVE_BATCHES, ids.size());
        deadLetters.addTo(operations);
        log.write(operations);
        return Json.object();
    }

    private static Map<String, List<Observed>> projects(List<Observed> active) {
        return active.stream()
                .collect(Collectors.groupingBy(
                        batch -> batch.batch().settings().project(), TreeMap::new, Collectors.toList()));
    }

    private Optional<Observed> observe(String id) {
        try {
            return batches.get(id).filter(batch -> !batch.phase().isFinal()).map(this::observe);
        } catch (RuntimeException e) {
            LOG.errorf(e, "batch %s could not be read; the next tick tries again", id);
            return Optional.empty();
        }
    }

    /** Rates are counted from what is stored, so that they do not depend on how often this ran or where. */
    private Observed observe(Batch batch) {
        Counters totals = tallies.total(Keys.batchTally(batch.id()));
        List<Hour> known = hours.of(batch.id());
        return new Observed(
                batch, totals, BatchFigures.of(totals), known, MetricHours.past(known, batch.createdAt(), log.now()));
    }

    /**
     * Finish publishes the last figures of a batch and closes its books: nothing of it is published beside that, and what
     * rode on a row of it would be in no report. Its turn may come long after it was read.
     */
    private boolean isOpen(String id) {
        return batches.get(id)
                .filter(batch -> !batch.phase().isConcluding() && !batch.phase().isFinal())
                .isPresent();
    }

    private void publish(Observed batch, Instant now, boolean pays) {
        try {
            if (!isOpen(batch.id())) {
                return;
            }
            List<Usage> budget = budgets.usages(
                    batch.batch(), batch.figures().totalNanos(), LocalDate.ofInstant(now, ZoneOffset.UTC));
            int ofBudget = batchMetrics.publish(FUNCTION, batch.batch(), batch.figures(), batch.past(), budget);
            comparison.vendors(batch.batch().settings(), batch.totals());
            hours.count(
                    FUNCTION,
                    batch.id(),
                    batch.hours(),
                    Reading.of(batch.figures(), now),
                    ofBudget + batchMetrics.number(batch.batch(), batch.figures(), batch.past()),
                    pays);
        } catch (RuntimeException e) {
            LOG.errorf(e, "batch %s could not be published; the next tick tries again", batch.id());
        }
    }
}
