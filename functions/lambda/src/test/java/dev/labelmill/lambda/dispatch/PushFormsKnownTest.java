package dev.labelmill.lambda.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.batch.Vendor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PushFormsKnownTest {

    @ParameterizedTest
    @EnumSource
    void what_batch_json_may_ask_to_be_pushed_can_be_pushed_and_nothing_else(Vendor.Format format) {
        assertThat(PushForms.known().of(format).isPresent())
                .isEqualTo(format.pushTarget().isPresent());
    }
}
