package io.gatehouse.shopitems;

import io.gatehouse.local.test.FakeAuthResource;
import io.gatehouse.local.test.PostgresTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A test of the running service, with its real database and a stand-in for auth-service. */
@QuarkusTest
@QuarkusTestResource(
        value = PostgresTestResource.class,
        initArgs = {
            @ResourceArg(name = "schema", value = "shop_items"),
            @ResourceArg(name = "role", value = "gatehouse_shop_items")
        })
@QuarkusTestResource(FakeAuthResource.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface ShopItemsServiceTest {}
