package dev.labelmill.lambda.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessAgeTest {

    /** Laid out as in proc(5), whose 22nd field is the start in hundredths of a second after the machine's. */
    @Test
    void an_age_is_the_difference_of_the_machines_and_the_processs_starts_whatever_the_process_is_called() {
        String stat = "4242 (a) b (c) S 1 4242 4242 0 -1 4194560 100 0 0 0 5 1 0 0 20 0 12 0 123456 1000000 500";

        assertThat(ProcessAge.millis(stat, "1235.06 900.00\n")).isEqualTo(500);
        assertThat(ProcessAge.millis(stat, "1234.00 900.00\n")).isZero();
    }
}
