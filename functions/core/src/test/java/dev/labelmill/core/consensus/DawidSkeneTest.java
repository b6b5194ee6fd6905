package dev.labelmill.core.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DawidSkeneTest {

    /** Dawid and Skene 1979, table 1; the paper prints class marginals of .40, .42, .11 and .07. */
    @Test
    void it_gives_the_published_class_marginals_and_error_rates() throws IOException {
        Votes patients = patients();

        ConfusionModel model = new DawidSkene(EmStop.AT_REST).fit(patients);

        assertThat(model.classShares()).containsExactly(new double[] {.39955, .42198, .11180, .06667}, within(5e-6));
        double[][] published = {
            {.88949, .11051, 0, 0}, {.07059, .87638, .05303, 0}, {0, .33882, .66118, 0}, {0, 0, .55556, .44444}
        };
        for (int truth = 0; truth < 4; truth++) {
            assertThat(model.confusion(0).orElseThrow().toArray()[truth])
                    .containsExactly(published[truth], within(5e-6));
        }
        assertThat(model.converged()).isTrue();
    }

    @Test
    void each_patient_gets_the_class_it_had_in_1979() throws IOException {
        Votes patients = patients();
        ConsensusModel model = new DawidSkene(EmStop.AT_REST).fit(patients);
        StringBuilder classes = new StringBuilder();

        patients.forEach(patient -> classes.append(1 + Posterior.argmax(model.posterior(patient))));

        assertThat(classes).hasToString("142222132243121111222222112111131224233111212");
        assertThat(model.posterior(patients.task(2))[0]).isLessThan(1e-8);
        double[] leastSure = {1};
        patients.forEach(patient -> {
            double[] posterior = model.posterior(patient);
            leastSure[0] = Math.min(leastSure[0], posterior[Posterior.argmax(posterior)]);
        });
        assertThat(leastSure[0]).isCloseTo(.94800, within(5e-6));
    }

    @Test
    void more_passes_never_lower_the_likelihood() {
        Votes votes = RandomVotes.of(5, 200, 9, 4);
        double likelihood = Double.NEGATIVE_INFINITY;
        ConfusionModel rested = new DawidSkene(EmStop.AT_REST).fit(votes);
        for (ConsensusModel model : new ConsensusModel[] {new DawidSkene().fit(votes), rested}) {
            double[] sum = new double[1];
            votes.forEach(task -> sum[0] += model.posterior(task, new double[4]));
            assertThat(sum[0]).isGreaterThan(likelihood);
            likelihood = sum[0];
        }
    }

    /** Columns are the patient and each observer's ratings; observer 1 rated three times. */
    private static Votes patients() throws IOException {
        VotesBuilder builder = Votes.builder().keepingRepeats();
        try (BufferedReader table = new BufferedReader(new InputStreamReader(
                DawidSkeneTest.class.getResourceAsStream("dawid-skene-1979.txt"), StandardCharsets.UTF_8))) {
            for (String line = table.readLine(); line != null; line = table.readLine()) {
                if (!line.startsWith("#")) {
                    add(builder, line.split(" "));
                }
            }
        }
        return builder.build(4);
    }

    private static void add(VotesBuilder builder, String[] columns) {
        for (int observer = 1; observer < columns.length; observer++) {
            for (char rating : columns[observer].toCharArray()) {
                builder.add(Integer.parseInt(columns[0]) - 1, observer - 1, rating - '1');
            }
        }
    }
}
