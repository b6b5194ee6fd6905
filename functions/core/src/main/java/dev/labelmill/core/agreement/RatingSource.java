package dev.labelmill.core.agreement;

/**
 * Units (items) with the ratings they got, visited one after another, as often as a computation needs. A rating is a
 * class index given by a rater; a rater rates a unit at most once. Units may have any number of ratings, also none:
 * missing data is what is not there. Implementations may read from memory or stream from storage, but every visit
 * must bring the same units in the same order.
 */
public interface RatingSource {

    /** The number of declared classes, K; class indices are 0 to K - 1, in their order if they have one. */
    int classes();

    /** Shows every unit to the visitor. */
    void forEach(Visitor visitor);

    /** Sees one unit at a time. */
    @FunctionalInterface
    interface Visitor {

        /**
         * One unit. The arrays belong to the source, may be longer than the unit and are used again for the next.
         *
         * @param raters  rater index of each rating
         * @param classes class index of each rating
         * @param ratings how many ratings the unit has
         */
        void visit(int[] raters, int[] classes, int ratings);
    }
}
