package dev.labelmill.lambda.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.cost.Estimate;
import dev.labelmill.core.cost.PriceList;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class EstimateTest {

    @Test
    void a_million_items_cost_the_platform_at_most_twelve_dollars_with_people_and_one_without() {
        PriceList prices = PriceFile.shipped("us-east-1-arm64");

        assertThat(Estimate.sum(Estimate.ofMillionHuman(prices).platform()))
                .isLessThanOrEqualTo(BigDecimal.valueOf(12));
        assertThat(Estimate.sum(Estimate.ofMillionAccepted(prices).platform())).isLessThanOrEqualTo(BigDecimal.ONE);
    }
}
