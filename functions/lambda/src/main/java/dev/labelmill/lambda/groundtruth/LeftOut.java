package dev.labelmill.lambda.groundtruth;

/** How many answers of a payload are no part of its labels because they cannot be used. */
final class LeftOut {

    private int count;

    void add() {
        count++;
    }

    int count() {
        return count;
    }
}
