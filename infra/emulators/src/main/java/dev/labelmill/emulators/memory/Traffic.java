package dev.labelmill.emulators.memory;

/** Hears of the units that each partition key takes, of the table or of its index. */
public interface Traffic {

    /** Write units were consumed. */
    void written(String key, double units);

    /** Read units were consumed. */
    void read(String key, double units);
}
