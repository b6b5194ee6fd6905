/**
 * A model check of the functions that ship: their own code on the table's own conditions, and between any two requests
 * whatever another process, or a fault, can do. Every order of requests that the bounds allow is tried.
 */
package dev.labelmill.lambda.model;
