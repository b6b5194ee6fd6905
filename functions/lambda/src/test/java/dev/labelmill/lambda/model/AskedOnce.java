package dev.labelmill.lambda.model;

import static org.assertj.core.api.Assertions.assertThat;

/** A vendor that cannot keep anybody from an item has it once. */
record AskedOnce(String vendor) implements Checks {

    @Override
    public void step(World before, World after) {
        assertThat(Facts.of(after).task().claims())
                .as("the vendor is asked once")
                .filteredOn(claim -> claim.vendor().equals(vendor))
                .hasSizeLessThanOrEqualTo(1);
    }

    @Override
    public void end(World world) {}
}
