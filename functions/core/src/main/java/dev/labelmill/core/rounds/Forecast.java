package dev.labelmill.core.rounds;

/**
 * What a calibration of the current model would be expected to give, as far as its confidences can be believed.
 *
 * @param lowestBin        lowest bin of the range to draw calibration items from and to accept
 * @param items            waiting items in that range
 * @param errorRate        mean of one minus the confidence in it
 * @param calibrationItems to draw
 * @param chance           probability that the test passes at the whole range
 */
public record Forecast(int lowestBin, long items, double errorRate, long calibrationItems, double chance) {

    /** Items that are drawn for people to label, in expectation: those needed and the surplus. */
    public double drawnItems() {
        return items * RoundPlanner.rate(calibrationItems, items);
    }

    /** Items that are accepted, in expectation; those that calibrate are labelled by people, the surplus among them. */
    public double accepted() {
        return (items - drawnItems()) * chance;
    }
}
