package dev.labelmill.core.results;

import java.util.Comparator;
import java.util.List;

/**
 * Everybody of the crowd who answered in a batch.
 *
 * @param annotators by number
 * @param labels     answers of all of them
 * @param searched   how many of those were searched for copies: all if they fit in memory, else those of a random sample of
 *     items; 0 where labels are no classes
 */
public record CrowdReport(List<AnnotatorReport> annotators, long labels, long searched) {

    /** The worst first, who can hardly be compared by how good they are at best; of equally good ones the busiest. */
    private static final Comparator<AnnotatorReport> WORST_FIRST = Comparator.comparing(
                    (AnnotatorReport annotator) -> annotator.review().signals().isEmpty())
            .thenComparingDouble(CrowdReport::quality)
            .thenComparing(annotator -> annotator.review().labels(), Comparator.reverseOrder())
            .thenComparing(AnnotatorReport::who);

    /** Copies the list. */
    public CrowdReport {
        annotators = List.copyOf(annotators);
    }

    /** Those with signals of spam first, then by how good they are, the worst first. */
    public List<AnnotatorReport> worstFirst() {
        return annotators.stream().sorted(WORST_FIRST).toList();
    }

    private static double quality(AnnotatorReport annotator) {
        return annotator
                .accuracy()
                .orElseGet(() -> annotator
                        .similarity()
                        .map(s -> s.value())
                        .orElseGet(() -> annotator.review().atBest()));
    }
}
