package dev.labelmill.aws.stage;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * One deployment's settings.
 *
 * @param stage         dimension of every metric
 * @param name          what all names begin with, and the stack's own
 * @param architecture  of the functions
 * @param prices        the price file that platform money is counted by
 * @param code          where the artifacts lie
 * @param customerKey   whether all data is encrypted under one KMS key of this deployment instead of AWS's own
 * @param retain        whether bucket, table, secret, key and logs outlive the stack
 * @param tracing       whether X-Ray samples invocations
 * @param logDays       for which CloudWatch keeps log lines
 * @param workDays      after which objects under {@code work/} go; longer than any batch takes
 * @param door          how webhooks come in
 * @param ticks         of the scheduled functions
 * @param sourceBuckets other buckets that items lie in
 * @param vendors       who fetch their task files themselves
 * @param secrets       where the vendors' webhook secrets are kept
 * @param batchMetrics  how many batches at a time have metrics of their own: some 45 each, at 30 cents a month of use
 * @param models        hosted models that batches may ask for
 * @param watch         who is told when something is wrong
 * @param functions     each function's size
 */
public record Stage(
        String stage,
        String name,
        Architecture architecture,
        String prices,
        Code code,
        boolean customerKey,
        boolean retain,
        boolean tracing,
        int logDays,
        int workDays,
        Door door,
        Ticks ticks,
        List<String> sourceBuckets,
        List<Vendor> vendors,
        VendorSecrets secrets,
        int batchMetrics,
        Models models,
        Watch watch,
        Map<FunctionName, FunctionSettings> functions) {

    /** Copies the collections. */
    public Stage {
        sourceBuckets = List.copyOf(sourceBuckets);
        vendors = List.copyOf(vendors);
        functions = new EnumMap<>(functions);
    }

    /** A function's size. */
    public FunctionSettings function(FunctionName function) {
        return functions.get(function);
    }

    /** Whether any function runs on {@code runtime}. */
    public boolean uses(Runtime runtime) {
        return functions.values().stream().anyMatch(settings -> settings.runtime() == runtime);
    }

    /** A function's name in AWS: {@code labelmill-dev-intake}. */
    public String named(FunctionName function) {
        return named(function.deployed());
    }

    /** A name under this deployment's: {@code labelmill-dev-intake}. */
    public String named(String part) {
        return name + "-" + part;
    }
}
