package dev.labelmill.core.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.batch.GivenSettings;
import dev.labelmill.core.batch.Tier;
import dev.labelmill.core.batch.Vendor;
import dev.labelmill.core.draw.Draw;
import dev.labelmill.core.task.Given;
import dev.labelmill.core.task.Task;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VendorOrderTest {

    private static final Vendor LARGE = GivenSettings.vendor("large", Tier.CROWD, 300);
    private static final Vendor SMALL = GivenSettings.vendor("small", Tier.CROWD, 100);
    private static final List<Vendor> BOTH = List.of(LARGE, SMALL);

    private final VendorOrder order = new VendorOrder(new Draw(11));

    private static Task task(int i) {
        return Task.forPeople("b", "i" + i, Given.PLACE, 0, 0.5, null, 2);
    }

    @Test
    void shares_follow_capacity() {
        long large = IntStream.range(0, 8000)
                .filter(i -> order.first(task(i), BOTH, v -> true).orElseThrow().equals(LARGE))
                .count();

        assertThat(large).isBetween(5850L, 6150L);
    }

    @Test
    void the_order_in_which_vendors_are_listed_and_the_time_of_asking_change_nothing() {
        assertThat(IntStream.range(0, 200))
                .allSatisfy(i -> assertThat(order.first(task(i), List.of(SMALL, LARGE), v -> true))
                        .isEqualTo(new VendorOrder(new Draw(11)).first(task(i), BOTH, v -> true)));
    }

    @Test
    void a_vendor_that_let_the_task_expire_comes_last_whatever_its_weight() {
        assertThat(IntStream.range(0, 200)).allSatisfy(i -> {
            Task expired = task(i).claim("d-1", "large", false).expire("d-1");

            assertThat(order.first(expired, BOTH, v -> true)).contains(SMALL);
            Task both = expired.claim("d-2", "small", false).expire("d-2");
            assertThat(order.first(both, BOTH, v -> true)).isEqualTo(order.first(task(i), BOTH, v -> true));
        });
    }

    @Test
    void a_vendor_that_is_not_usable_leaves_its_tasks_to_the_others_and_only_those_move() {
        assertThat(IntStream.range(0, 200)).allSatisfy(i -> {
            assertThat(order.first(task(i), BOTH, v -> v.equals(SMALL))).contains(SMALL);
            assertThat(order.first(task(i), BOTH, v -> false)).isEmpty();
        });
    }
}
