package dev.labelmill.aws.stage;

/** A stage file that cannot be used; the message names the key and says what it must be. */
public final class InvalidStage extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    InvalidStage(String message) {
        super(message);
    }
}
