package dev.labelmill.core.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * How often the true error is within the bound, over 2,000 seeded batches each: audits are drawn from finite strata
 * without replacement, once in fixed number and once by a hash that takes each item at a rate.
 */
@Tag("draws")
class CertificateCoverageTest {

    private static final int DRAWS = 2_000;

    /** A stratum as it truly is, and how it is audited. */
    private record Truth(int size, int wrong, int known, int audits) {

        Stratum audited(int drawn, Random random) {
            int sampleable = size - known;
            return new Stratum("s", size, drawn, Draws.errors(drawn, sampleable, wrong - known, random), known);
        }
    }

    private record Batch(String name, double confidence, List<Truth> strata) {

        double error() {
            return (double) strata.stream().mapToInt(Truth::wrong).sum()
                    / strata.stream().mapToInt(Truth::size).sum();
        }

        double coverage(Random random, ToIntFunction<Truth> drawn) {
            int held = 0;
            for (int draw = 0; draw < DRAWS; draw++) {
                List<Stratum> audited = strata.stream()
                        .map(truth -> truth.audited(drawn.applyAsInt(truth), random))
                        .toList();
                held += error() <= Certificate.of(audited, confidence).errorBound() + 1e-12 ? 1 : 0;
            }
            return (double) held / DRAWS;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static Batch batch(String name, double confidence, Truth... strata) {
        return new Batch(name, confidence, List.of(strata));
    }

    static final List<Batch> BATCHES = Stream.of(
                    batch("one stratum", .95, new Truth(1_000, 50, 0, 59)),
                    batch("one stratum at the edge of what 59 audits can show", .95, new Truth(1_000, 49, 0, 59)),
                    batch("equal strata", .95, new Truth(500, 5, 0, 60), new Truth(500, 50, 0, 25)),
                    batch(
                            "three unequal strata",
                            .90,
                            new Truth(900, 27, 0, 40),
                            new Truth(80, 16, 0, 15),
                            new Truth(20, 10, 0, 10)),
                    batch("small samples", .90, new Truth(200, 40, 0, 5), new Truth(60, 20, 0, 3)),
                    batch("few errors", .95, new Truth(2_000, 2, 0, 300), new Truth(400, 1, 0, 200)),
                    batch("no error", .95, new Truth(300, 0, 0, 30), new Truth(300, 0, 0, 30)),
                    batch("everything wrong", .95, new Truth(300, 300, 0, 30), new Truth(50, 50, 0, 10)),
                    batch("one stratum audited whole", .90, new Truth(40, 7, 0, 40), new Truth(400, 30, 0, 60)),
                    batch("most of it audited", .90, new Truth(60, 6, 0, 50), new Truth(100, 9, 0, 70)),
                    batch("errors in a stratum without audits", .95, new Truth(20, 9, 0, 0), new Truth(400, 30, 0, 60)),
                    batch("known errors", .90, new Truth(300, 40, 25, 50), new Truth(200, 20, 0, 40)),
                    batch("confidence .99", .99, new Truth(800, 40, 0, 80), new Truth(200, 4, 0, 40)))
            .toList();

    @ParameterizedTest
    @FieldSource("BATCHES")
    void audits_in_fixed_number_keep_the_confidence(Batch batch) {
        assertThat(batch.coverage(new Random(20261124), Truth::audits)).isGreaterThanOrEqualTo(batch.confidence());
    }

    @ParameterizedTest
    @FieldSource("BATCHES")
    void audits_drawn_by_a_hash_at_a_rate_keep_the_confidence(Batch batch) {
        Random random = new Random(20261125);
        ToIntFunction<Truth> drawn = truth -> {
            int sampleable = truth.size() - truth.known();
            return Draws.drawn(sampleable, Math.min(1, (double) truth.audits() / sampleable), random);
        };

        assertThat(batch.coverage(random, drawn)).isGreaterThanOrEqualTo(batch.confidence());
    }
}
