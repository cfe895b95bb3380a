"""What an analyst would write for the same two jobs, from a CSV file to a result file:
benchmark_peers.py cluster|near LIBRARY INCIDENTS SITES TARGET"""
import sys
import numpy as np, pandas as pd

work, library, incidents, sites, target = sys.argv[1:]
EARTH = 6371008.8
rows = pd.read_csv(incidents)


def in_space(table):
    lon, lat = np.radians(table["lon"].to_numpy()), np.radians(table["lat"].to_numpy())
    return np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], 1)


if work == "cluster" and library == "sklearn":
    from sklearn.cluster import DBSCAN
    # Without this the memory of the machine does not suffice: only distinct places, weighted.
    places, index, counts = np.unique(rows[["lat", "lon"]].to_numpy(), axis=0, return_inverse=True, return_counts=True)
    fitted = DBSCAN(eps=5000 / EARTH, min_samples=5, metric="haversine", algorithm="ball_tree", n_jobs=2)
    rows["cluster"] = fitted.fit(np.radians(places), sample_weight=counts).labels_[index.ravel()]
elif work == "cluster":
    from dbscan import DBSCAN
    rows["cluster"] = DBSCAN(in_space(rows) * EARTH, eps=5000.0, min_samples=5)[0]
elif library == "geopandas":
    import geopandas as gpd
    def located(table):
        return gpd.GeoDataFrame(table, geometry=gpd.points_from_xy(table["lon"], table["lat"]), crs=4326).to_crs(32638)
    near = gpd.sjoin_nearest(located(rows), located(pd.read_csv(sites)), distance_col="distance_m")
    rows = pd.DataFrame(near.drop(columns="geometry"))
else:
    from scipy.spatial import cKDTree
    from pyproj import Geod
    places = pd.read_csv(sites)
    _, found = cKDTree(in_space(places)).query(in_space(rows), workers=2)
    near = places.iloc[found]
    bearing, _, distance = Geod(ellps="WGS84").inv(
        near["lon"].to_numpy(), near["lat"].to_numpy(), rows["lon"].to_numpy(), rows["lat"].to_numpy())
    rows = rows.assign(site=near["id"].to_numpy(), distance_m=distance, bearing=bearing)
rows.to_csv(target, index=False)
