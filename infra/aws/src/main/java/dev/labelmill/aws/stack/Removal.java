package dev.labelmill.aws.stack;

import dev.labelmill.aws.stage.Stage;
import software.amazon.awscdk.RemovalPolicy;

/** What becomes of data when the stack goes. */
final class Removal {

    private Removal() {}

    static RemovalPolicy of(Stage stage) {
        return stage.retain() ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
    }
}
