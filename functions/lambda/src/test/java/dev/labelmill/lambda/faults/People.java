package dev.labelmill.lambda.faults;

/** Those who label for vendors, by one way of reaching them. */
interface People {

    /** Looks for tasks and plans what is said of them. */
    void work();
}
