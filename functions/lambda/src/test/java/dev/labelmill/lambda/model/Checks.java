package dev.labelmill.lambda.model;

import java.util.List;

/** What must hold. */
interface Checks {

    /** After each step. */
    void step(World before, World after);

    /** Once nothing is left to do. */
    void end(World world);

    /** All of these. */
    static Checks all(Checks... each) {
        List<Checks> all = List.of(each);
        return new Checks() {

            @Override
            public void step(World before, World after) {
                all.forEach(checks -> checks.step(before, after));
            }

            @Override
            public void end(World world) {
                all.forEach(checks -> checks.end(world));
            }
        };
    }
}
