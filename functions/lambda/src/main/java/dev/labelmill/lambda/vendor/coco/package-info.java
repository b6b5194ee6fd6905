/**
 * Files of boxes in COCO's form for object detection. Depends on the payloads and the domain; touches no table and no network.
 */
package dev.labelmill.lambda.vendor.coco;
