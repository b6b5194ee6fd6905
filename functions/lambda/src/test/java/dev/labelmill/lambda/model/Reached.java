package dev.labelmill.lambda.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Predicate;

/** What must come about in some orders: what never happens holds of itself. */
final class Reached implements Checks {

    private final String what;
    private final Predicate<Facts> at;
    private long times;

    private Reached(String what, Predicate<Facts> at) {
        this.what = what;
        this.at = at;
    }

    /** @param at whether it has come about at an end */
    static Reached some(String what, Predicate<Facts> at) {
        return new Reached(what, at);
    }

    @Override
    public void step(World before, World after) {}

    @Override
    public void end(World world) {
        times += at.test(Facts.of(world)) ? 1 : 0;
    }

    void assertReached() {
        assertThat(times).as(what).isPositive();
    }
}
