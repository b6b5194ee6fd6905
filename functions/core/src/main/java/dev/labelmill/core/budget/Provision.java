package dev.labelmill.core.budget;

/**
 * Money that is kept back from the crowd's labels for what experts are still to say about the same items: the audits without
 * which nothing is certified, and decisions that the crowd does not come to. An estimate, in nano-dollars: the experts'
 * highest price for each answer that is waited for, and for each task that the crowd is asked about as many as one such task
 * is expected to come to.
 *
 * @param price    the most that an answer of an expert can cost
 * @param waiting  answers that are to be asked for: audits that were drawn, tasks that the crowd could not decide
 * @param underWay tasks that the crowd is being asked about
 * @param share    answers of experts that such a task comes to on average
 */
public record Provision(long price, long waiting, long underWay, double share) {

    /** Nothing is kept back. */
    public static final Provision NONE = new Provision(0, 0, 0, 0);

    /** @throws IllegalArgumentException if a number is negative */
    public Provision {
        if (price < 0 || waiting < 0 || underWay < 0 || !(share >= 0)) {
            throw new IllegalArgumentException("nothing can be kept back for " + waiting + " answers at " + price
                    + " and " + share + " for each of " + underWay + " tasks");
        }
    }

    /** What is kept back. */
    public long nanos() {
        return Math.addExact(Math.multiplyExact(price, waiting), Math.multiplyExact(perTask(), underWay));
    }

    /** What is kept back for each further task that the crowd is asked about, rounded up. */
    public long perTask() {
        return (long) Math.ceil(price * share);
    }

    /** With so many of the answers asked for, and their money set aside. */
    public Provision asked(long answers) {
        return new Provision(price, Math.max(0, waiting - answers), underWay, share);
    }
}
