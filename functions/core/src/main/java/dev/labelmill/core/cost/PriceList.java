package dev.labelmill.core.cost;

import dev.labelmill.core.hosted.ModelPrice;
import java.util.Map;

/**
 * The platform's unit prices on a date, in picodollars (10⁻¹² US dollars), so that every price of the
 * public lists is a whole number.
 *
 * @param date           on which the prices were read, ISO
 * @param lambdaRequest  one invocation
 * @param lambdaGbSecond one GB of memory for one second
 * @param writeUnit      one on-demand write request unit (1 KB)
 * @param readUnit       one on-demand read request unit (4 KB, strongly consistent)
 * @param s3Write        one PUT, COPY, POST or LIST request
 * @param s3Read         one GET request
 * @param sqsRequest     one request to a standard queue
 * @param logByte        one byte of a log event, taken in
 * @param logBytesPerInvocation what Lambda itself logs of an invocation, in bytes
 * @param metricHour     one custom metric for one hour
 * @param models         hosted models by their {@link dev.labelmill.core.hosted.HostedModel#id() id}
 */
public record PriceList(
        String date,
        String region,
        String architecture,
        long lambdaRequest,
        long lambdaGbSecond,
        long writeUnit,
        long readUnit,
        long s3Write,
        long s3Read,
        long sqsRequest,
        long logByte,
        long logBytesPerInvocation,
        long metricHour,
        Map<String, ModelPrice> models) {

    /** Copies the map. */
    public PriceList {
        models = Map.copyOf(models);
    }
}
